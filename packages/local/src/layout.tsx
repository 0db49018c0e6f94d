import { raw } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'

// The colors are those of the product's theme, light and dark; every text on its ground has a contrast over 4.5:1.
const style = `
:root { color-scheme: light dark; --ground: oklch(96.5% 0.010 85); --sheet: oklch(99% 0.006 85); --line: oklch(88% 0.014 85);
  --text: oklch(24% 0.025 265); --soft: oklch(42% 0.025 265); --primary: oklch(44% 0.13 265); --on-primary: oklch(98% 0.01 265);
  --good: oklch(42% 0.11 155); --bad: oklch(47% 0.18 25); }
@media (prefers-color-scheme: dark) { :root { --ground: oklch(21% 0.018 265); --sheet: oklch(25% 0.02 265);
  --line: oklch(38% 0.022 265); --text: oklch(92% 0.012 85); --soft: oklch(78% 0.012 85); --primary: oklch(78% 0.10 265);
  --on-primary: oklch(20% 0.05 265); --good: oklch(78% 0.13 155); --bad: oklch(76% 0.14 25); } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.55 Figtree, ui-sans-serif, system-ui, sans-serif; }
header, main { max-width: 44rem; margin: 0 auto; padding: 1rem; }
header { padding-bottom: 0; color: var(--soft); font-size: .9rem; }
h1, h2 { font-family: Fraunces, ui-serif, Georgia, serif; line-height: 1.2; letter-spacing: -.01em; text-wrap: balance; }
h1 { font-size: 1.7rem; margin: .5rem 0 1rem; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; }
a { color: var(--primary); }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem; }
.soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); }
table { width: 100%; border-collapse: collapse; } caption { text-align: left; padding-bottom: .5rem; }
th, td { text-align: left; padding: .5rem .25rem; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child > * { border-bottom: 0; }
.cents { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.acts { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.25rem; } .acts form { flex: 1 1 10rem; }
button { width: 100%; min-height: 2.75rem; padding: .5rem 1rem; font: inherit; border-radius: .5rem; cursor: pointer;
  border: 1px solid var(--primary); background: transparent; color: var(--primary); }
button.first { background: var(--primary); color: var(--on-primary); }
:focus-visible { outline: 3px solid var(--primary); outline-offset: 2px; }
ul.mails { list-style: none; margin: 0; padding: 0; } .mails li { padding: .75rem 0; border-bottom: 1px solid var(--line); }
.mails li:last-child { border-bottom: 0; } .mails p { margin: 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; } dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 42rem; border: 1px solid var(--line); border-radius: .75rem; background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; font: .9rem/1.5 ui-monospace, monospace; }
`

/** The frame of the local pages: self-contained, since they exist on one machine only. */
export const Layout = ({ title, children }: PropsWithChildren<{ title: string }>) => (
  <>
    {raw('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Lectern on your machine`}</title>
        <style>{raw(style)}</style>
      </head>
      <body>
        <header>
          <a href="/local">Lectern on your machine</a>. Nothing is really charged or sent.
        </header>
        <main>{children}</main>
      </body>
    </html>
  </>
)
