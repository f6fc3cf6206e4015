/** How the page looks, in light and dark. */
export const style = `
:root { color-scheme: light dark; --ink: #1d1d22; --dim: #62626c; --paper: #fff; --card: #f5f5f7; --line: #d9d9df; --accent: #2f6fd0; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf0; --dim: #a0a0aa; --paper: #17171a; --card: #222226; --line: #3a3a42; --accent: #6ea1f0; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 860px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 1.5rem; margin: 0 0 4px; }
p.about { color: var(--dim); margin: 0 0 20px; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)); gap: 20px; }
section { background: var(--card); border-radius: 12px; padding: 16px; }
h2 { font-size: 1rem; margin: 0 0 12px; }
.well { width: 280px; height: 280px; max-width: 100%; border: 2px dashed var(--line); border-radius: 8px; display: grid; place-items: center; overflow: hidden; background: #000; touch-action: none; margin: 0 auto; }
.well.over { border-color: var(--accent); }
.well canvas { width: 100%; height: 100%; image-rendering: pixelated; cursor: crosshair; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; justify-content: center; }
button, .file { font: inherit; padding: 6px 12px; border-radius: 8px; border: 1px solid var(--line); background: var(--paper); color: var(--ink); cursor: pointer; }
button:focus-visible, .file:focus-within, input:focus-visible, textarea:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.file input { position: absolute; opacity: 0; width: 1px; height: 1px; }
label.check { display: flex; gap: 6px; align-items: center; }
textarea { width: 100%; min-height: 120px; font: 14px ui-monospace, monospace; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 8px; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(110px, 1fr)); gap: 8px; }
.fields label { font-size: .85rem; color: var(--dim); }
.fields input { width: 100%; font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 4px 6px; }
.answer { font-size: 2rem; font-weight: 600; margin: 0 0 12px; overflow-wrap: anywhere; }
ol { list-style: none; margin: 0; padding: 0; }
li { display: grid; grid-template-columns: minmax(60px, 30%) 1fr 64px; gap: 8px; align-items: center; padding: 2px 0; font-variant-numeric: tabular-nums; }
li span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar { height: 12px; border-radius: 3px; background: color-mix(in srgb, var(--accent) 14%, transparent); }
.bar i { display: block; height: 100%; border-radius: 3px; background: var(--accent); }
li span:last-child { text-align: right; color: var(--dim); }
.error { color: #c5392f; }
canvas.picture { width: 220px; max-width: 100%; image-rendering: pixelated; border-radius: 6px; }
`;
