import { Icon, type IconName } from './icon.tsx'

export type SideLink = { icon: IconName; label: string; href: string; download?: boolean }

/** Shortcuts beside a page: an icon, words, and an arrow each. */
export const SideList = ({ links }: { links: readonly SideLink[] }) => (
  <ul class="side-list small">
    {links.map(({ icon, label, href, download }) => (
      <li>
        <a href={href} download={download}>
          <Icon name={icon} />
          <span>{label}</span>
          <Icon name={download ? 'download' : 'next'} />
        </a>
      </li>
    ))}
  </ul>
)
