/** How a page looks: the system's own colours and fonts, light and dark, and on paper. */
export const pageStyle: string = `
:root{color-scheme:light dark;--line:color-mix(in srgb,CanvasText 18%,Canvas);--soft:color-mix(in srgb,CanvasText 62%,Canvas);--bad:#c62828;--warn:#9a5b00;--good:#2e7d32;--mark:#1565c0}
@media (prefers-color-scheme:dark){:root{--bad:#ff8a80;--warn:#ffb74d;--good:#81c784;--mark:#90caf9}}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:90rem;padding:0 1rem 3rem;background:Canvas;color:CanvasText}
body.whole{max-width:none;padding:0;height:100vh;display:flex;flex-direction:column}
body.whole h1{font-size:1.05rem;margin:.5rem 1rem}
body.whole .picture{flex:1;min-height:0}
code,pre,.place{font-family:ui-monospace,monospace;font-size:.88em}
.place{color:var(--soft);white-space:nowrap}
.picture{display:flex;flex-direction:column;border-top:1px solid var(--line)}
.tools{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;padding:.4rem 1rem;border-bottom:1px solid var(--line)}
.tools label{display:flex;gap:.35rem;align-items:center}
.tools input,.tools select,.tools button{font:inherit;padding:.1rem .4rem}
.tools form{display:flex;gap:.35rem}
#target{width:17rem}
#found{color:var(--soft);min-width:4.5rem}
.zoom{margin-left:auto;display:flex;gap:.2rem}
.zoom button{min-width:2rem}
.stage{position:relative;flex:1;min-height:24rem;display:flex;overflow:hidden}
#canvas{flex:1;min-width:0;overflow:hidden;cursor:grab;touch-action:none}
#canvas:active{cursor:grabbing}
#canvas svg{display:block;width:100%;height:100%}
#canvas .box{cursor:pointer}
.graph .box:focus{outline:none}
.graph .box:focus .body,.graph .box.selected .body{stroke:#1565c0;stroke-width:2.5}
.graph .box.match .body{stroke:#1565c0;stroke-width:2.5;stroke-dasharray:none}
.graph .box.traced .body{stroke:#6a1b9a;stroke-width:3;stroke-dasharray:none}
.graph .line.traced path{stroke-width:3.4}
.graph .dim{opacity:.18}
.graph .gone{display:none}
@media (prefers-color-scheme:dark){.graph .box:focus .body,.graph .box.selected .body,.graph .box.match .body{stroke:#90caf9}.graph .box.traced .body{stroke:#ce93d8}}
#details{position:relative;width:27rem;max-width:60%;overflow:auto;padding:.75rem 1rem;border-left:1px solid var(--line);overflow-wrap:anywhere}
#details h2{font-size:1.05rem;margin:0 2rem .2rem 0}
#details h3{font-size:.92rem;margin:1rem 0 .2rem;color:var(--soft)}
#details ul{margin:0;padding-left:1.1rem}
#details pre{white-space:pre-wrap;line-height:1.45;margin:.5rem 0}
#close{position:absolute;top:.5rem;right:.5rem;font:inherit;line-height:1;padding:.25rem .5rem}
.broken,.error{color:var(--bad)}.unknown,.warning{color:var(--warn)}.works{color:var(--good)}
.link{background:none;border:0;padding:0;font:inherit;color:var(--mark);text-decoration:underline;cursor:pointer;text-align:left}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.25rem .8rem .25rem 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}
td.error,td.warning,td.info{white-space:nowrap}
td code{overflow-wrap:anywhere}
a{color:var(--mark)}
th{font-size:.85rem;color:var(--soft);font-weight:600}
.report h2{font-size:1.2rem;margin:2.2rem 0 .5rem}
.report .counts{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;padding:0;list-style:none}
.report .counts b{font-size:1.3rem}
.report nav ul{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;list-style:none;padding:0}
.report .picture{border:1px solid var(--line);height:80vh}
.report details{margin:.3rem 0}
.report pre{overflow:auto;padding:.5rem;background:color-mix(in srgb,CanvasText 5%,Canvas)}
@media (max-width:50rem){.stage{flex-direction:column}#details{width:auto;max-width:none;max-height:45%;border-left:0;border-top:1px solid var(--line)}}
@media print{.tools,#close{display:none}body.whole{height:auto;display:block}.stage{display:block;overflow:visible}.report .picture{height:auto}#canvas svg{height:auto;max-height:100vh}.graph .dim{opacity:1}.graph .gone{display:inline}section,article,tr{break-inside:avoid}}
`;
