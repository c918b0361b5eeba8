import type { ChangeLook } from '../drawing.ts';

/** What another set has otherwise, as far as it is drawn. */
export const changeLooks: readonly ChangeLook[] = ['added', 'removed', 'changed'];

/** Rules for what another set has otherwise; only pictures that compare need them. */
export const changeStyle: string = `
.graph .line.added path{stroke:#17834a;stroke-width:2.2;stroke-dasharray:14 3}
.graph .line.removed path{stroke:#b4541a;stroke-dasharray:3 4}
.graph .line.changed path{stroke:#2f6fd0;stroke-width:2;stroke-dasharray:9 3 3 3}
.graph marker.added path{fill:#17834a}
.graph marker.removed path{fill:#b4541a}
.graph marker.changed path{fill:#2f6fd0}
.graph .solid.added .body{fill:#eef9f2;stroke:#17834a;stroke-width:2}
.graph .solid.removed .body{fill:#fdf4ed;stroke:#b4541a;stroke-width:1.5;stroke-dasharray:3 4}
.graph .solid.changed .body{fill:#eff5fd;stroke:#2f6fd0;stroke-width:1.5;stroke-dasharray:9 3 3 3}
.graph .row.added,.graph .solid.added .name{fill:#0f6a39}
.graph .row.removed,.graph .solid.removed .name{fill:#95420f}
.graph .row.changed,.graph .solid.changed .name{fill:#1f56a8}
.graph .label.added rect{fill:#eef9f2;stroke:#9fd5b7}
.graph .label.added text{fill:#0f6a39}
.graph .label.removed rect{fill:#fdf4ed;stroke:#e6bd9f}
.graph .label.removed text{fill:#95420f}
.graph .label.changed rect{fill:#eff5fd;stroke:#a9c6ee}
.graph .label.changed text{fill:#1f56a8}
@media (prefers-color-scheme:dark){
.graph .line.added path{stroke:#4fc98a}
.graph .line.removed path{stroke:#e0935c}
.graph .line.changed path{stroke:#6ea5f2}
.graph marker.added path{fill:#4fc98a}
.graph marker.removed path{fill:#e0935c}
.graph marker.changed path{fill:#6ea5f2}
.graph .solid.added .body{fill:#17281f;stroke:#4fc98a}
.graph .solid.removed .body{fill:#2c2118;stroke:#e0935c}
.graph .solid.changed .body{fill:#18273c;stroke:#6ea5f2}
.graph .row.added,.graph .solid.added .name{fill:#7fe0ad}
.graph .row.removed,.graph .solid.removed .name{fill:#f0b184}
.graph .row.changed,.graph .solid.changed .name{fill:#9cc3f7}
.graph .label.added rect{fill:#17281f;stroke:#2f6b4b}
.graph .label.added text{fill:#7fe0ad}
.graph .label.removed rect{fill:#2c2118;stroke:#7a5334}
.graph .label.removed text{fill:#f0b184}
.graph .label.changed rect{fill:#18273c;stroke:#34577f}
.graph .label.changed text{fill:#9cc3f7}
}
`;
