import type { Organizer } from '@lectern/core/organizer'

/** How to reach the organizer, at the foot of the pages that people may want to answer. */
export const Contact = ({ name, postalAddress, replyTo }: Pick<Organizer, 'name' | 'postalAddress' | 'replyTo'>) => (
  <p>
    {name}, {postalAddress}, <a href={`mailto:${replyTo}`}>{replyTo}</a>
  </p>
)
