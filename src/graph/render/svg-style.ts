/**
 * Plain rules without variables, for programs that know little of CSS. Dashes and signs say what colours say: the
 * picture can be read in black and white.
 */
export const stylesheet: string = `
.graph text{font:12px Helvetica,Arial,"Liberation Sans",Arimo,sans-serif;fill:#1f2933}
.graph .page{fill:#fff}
.graph .heading{font-size:18px;font-weight:bold}
.graph .subheading{fill:#5b6775}
.graph .frame rect{fill:#f5f7fa;stroke:#d3dae3}
.graph .frame text{font-weight:bold;fill:#52606d}
.graph .body{fill:#fff;stroke:#b6c1cd}
.graph .bar{fill:#7b8794}
.graph .accent-0 .bar{fill:#8e6bbf}
.graph .accent-1 .bar{fill:#3f7fd0}
.graph .accent-2 .bar{fill:#1d9a8a}
.graph .accent-3 .bar{fill:#5a9e3a}
.graph .accent-4 .bar{fill:#c9862b}
.graph .accent-5 .bar{fill:#8592a0}
.graph .behind{fill:none;stroke:#b6c1cd}
.graph .name{font-size:13px;font-weight:bold}
.graph .details{font-size:11px;fill:#66737f}
.graph .note{font-size:10.5px;fill:#7b8794}
.graph .row.heading{font-size:12px;font-weight:bold;fill:#3e4c59}
.graph .row.warning{font-size:10.5px;fill:#9a5b00}
.graph .row.ghost{fill:#c0262d}
.graph .rule{stroke:#e8ecf0;fill:none}
.graph .ghost .body,.graph .ghost-row{fill:#fff5f5;stroke:#d64545;stroke-dasharray:5 3}
.graph .ghost .name{fill:#c0262d}
.graph .faint .body{fill:#fafbfc;stroke:#8a96a3;stroke-dasharray:2 3}
.graph .faint .name{fill:#5b6775}
.graph .line path{fill:none;stroke:#62748a;stroke-width:1.4}
.graph .line.broken path{stroke:#d64545;stroke-width:1.8;stroke-dasharray:6 4}
.graph .line.unknown path{stroke:#8a96a3;stroke-dasharray:2 4}
.graph .line.first path{stroke:#2f6fd0;stroke-dasharray:10 4}
.graph .line.second path{stroke:#9a5fc4;stroke-dasharray:10 3 2 3}
.graph .line.aside path{stroke:#8592a0;stroke-width:1.2;stroke-dasharray:2 3}
.graph a{text-decoration:none}
.graph a:hover .name{text-decoration:underline}
.graph .line:hover path{stroke-width:3}
.graph marker path{fill:#62748a}
.graph marker.broken path{fill:#d64545}
.graph marker.unknown path{fill:#8a96a3}
.graph marker.first path{fill:#2f6fd0}
.graph marker.second path{fill:#9a5fc4}
.graph marker.aside path{fill:#8592a0}
.graph .label rect{fill:#fff5f5;stroke:#f0b8b8}
.graph .label text{font-size:10.5px;fill:#b3202a}
.graph .label.unknown rect{fill:#f5f7fa;stroke:#c5ced8}
.graph .label.unknown text{fill:#52606d}
.graph .label.first rect{fill:#eef4fd;stroke:#a9c6ee}
.graph .label.first text{fill:#1f56a8}
.graph .label.second rect{fill:#f7f0fb;stroke:#d3b5e6}
.graph .label.second text{fill:#74409a}
.graph .meaning{font-size:11px;fill:#5b6775}
@media (prefers-color-scheme:dark){
.graph text{fill:#e4e9ef}
.graph .page{fill:#12161c}
.graph .subheading,.graph .meaning{fill:#9aa7b5}
.graph .frame rect{fill:#191f27;stroke:#323c48}
.graph .frame text{fill:#a9b6c4}
.graph .body{fill:#222a34;stroke:#475362}
.graph .behind{stroke:#475362}
.graph .details{fill:#9aa7b5}
.graph .note{fill:#8794a3}
.graph .row.heading{fill:#c7d1dc}
.graph .row.warning{fill:#f0b45a}
.graph .row.ghost,.graph .ghost .name{fill:#ff8f8f}
.graph .rule{stroke:#313b47}
.graph .ghost .body,.graph .ghost-row{fill:#2e1d20;stroke:#e06666}
.graph .faint .body{fill:#1b2129;stroke:#77848f}
.graph .faint .name{fill:#a9b6c4}
.graph .line path{stroke:#8fa1b5}
.graph .line.broken path{stroke:#f07178}
.graph .line.unknown path{stroke:#77848f}
.graph .line.first path{stroke:#6ea5f2}
.graph .line.second path{stroke:#c08be6}
.graph .line.aside path{stroke:#6b7784}
.graph marker path{fill:#8fa1b5}
.graph marker.broken path{fill:#f07178}
.graph marker.unknown path{fill:#77848f}
.graph marker.first path{fill:#6ea5f2}
.graph marker.second path{fill:#c08be6}
.graph marker.aside path{fill:#6b7784}
.graph .label rect{fill:#2e1d20;stroke:#7a3b40}
.graph .label text{fill:#ff9c9c}
.graph .label.unknown rect{fill:#222a34;stroke:#475362}
.graph .label.unknown text{fill:#a9b6c4}
.graph .label.first rect{fill:#18273c;stroke:#34577f}
.graph .label.first text{fill:#9cc3f7}
.graph .label.second rect{fill:#2a1d34;stroke:#5d3f75}
.graph .label.second text{fill:#d6aef2}
}
`;
