import { qrModules } from '../qr-code.ts'

/** Light modules around a code, so that scanners find it; the box around adds to them. */
const margin = 2

/** A QR code, dark on white in both themes, since scanners read nothing else. @param label  what it's for */
export const Qr = ({ text, label }: { text: string; label: string }) => {
  const modules = qrModules(text)
  const size = modules.length + 2 * margin
  const path = modules
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + margin} ${y + margin}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
