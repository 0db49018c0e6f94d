/** @jsxImportSource react */
import type { CSSProperties, ReactNode } from 'react'

type Layout = { children: ReactNode; width?: string; className?: string; style?: CSSProperties }

/** A table that lays something out: Outlook knows nothing else that has a width or room around it. */
export function Layout({ children, width = '100%', className, style }: Layout) {
  return (
    <table
      role="presentation"
      className={className}
      width={width}
      cellPadding={0}
      cellSpacing={0}
      border={0}
      style={{ width: '100%', borderCollapse: 'separate', ...style }}
    >
      <tbody>{children}</tbody>
    </table>
  )
}

type Block = { children: ReactNode; style: CSSProperties; className?: string; align?: 'center' }

/** A part with room around it, or on a ground of its own. */
export function Block({ children, style, className, align }: Block) {
  return (
    <Layout>
      <tr>
        <td className={className} align={align} style={style}>
          {children}
        </td>
      </tr>
    </Layout>
  )
}
