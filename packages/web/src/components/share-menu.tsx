import { CopyField } from './copy-field.tsx'
import { Menu } from './menu.tsx'

/** Where a link can be posted, by plain addresses: no other site learns who looked at the page. */
const waysOf = (url: string, title: string): { words: string; href: string }[] => {
  const [link, text] = [encodeURIComponent(url), encodeURIComponent(title.toWellFormed())]
  return [
    { words: 'LinkedIn', href: `https://www.linkedin.com/sharing/share-offsite/?url=${link}` },
    { words: 'Facebook', href: `https://www.facebook.com/sharer/sharer.php?u=${link}` },
    { words: 'X', href: `https://x.com/intent/post?url=${link}&text=${text}` },
    { words: 'Email', href: `mailto:?subject=${text}&body=${text}%0A${link}` },
  ]
}

/** Shares a page: its link to copy, and a few places to post it. */
export const ShareMenu = ({ url, title }: { url: string; title: string }) => (
  <Menu words="Share" icon="share">
    <div class="share-link">
      <CopyField name="share" label="Link" value={url} optional="unsaid" />
    </div>
    {waysOf(url, title).map(({ words, href }) => (
      <a href={href} rel="noopener">
        {words}
      </a>
    ))}
  </Menu>
)
