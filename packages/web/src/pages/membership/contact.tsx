import { TextLink } from '../../components/text-link.tsx'
import { thisSite } from '../../layout/moments.ts'

/** How to reach the organizer, at the foot of the pages that people may want to answer. */
export const Contact = () => {
  const { name, postalAddress, replyTo } = thisSite().organizer
  return (
    <p>
      {name}, {postalAddress}, <a href={`mailto:${replyTo}`}>{replyTo}</a>
    </p>
  )
}

/** The address at which the organizer answers, to write to. */
export const OrganizerMail = () => {
  const { replyTo } = thisSite().organizer
  return <TextLink href={`mailto:${replyTo}`}>{replyTo}</TextLink>
}
