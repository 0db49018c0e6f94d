import type { MailEntry } from '@lectern/core/mail'

/** Every mail that goes out, by what it's about. */
export const MailList = ({ mails, current }: { mails: readonly MailEntry[]; current: string }) => (
  <nav class="panel mail-list" aria-label="Emails">
    {[...Map.groupBy(mails, ({ group }) => group)].map(([group, entries]) => (
      <>
        <h2>{group}</h2>
        <ul>
          {entries.map(({ name, title }) => (
            <li>
              <a href={`/admin/mails/${name}`} aria-current={name === current ? 'page' : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </>
    ))}
  </nav>
)
