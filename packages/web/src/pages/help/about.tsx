import { listInstructors } from '@lectern/core/catalog'
import { InstructorLine } from '../../components/instructor-line.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Paragraphs } from '../paragraphs.tsx'
import { HelpFrame } from './help-frame.tsx'

/** `/about`: who runs this, in the organizer's words or in ours, and who teaches. One read. */
export const aboutPage = definePages({ who: 'everyone' }, (app, { table, organizer }) => {
  app.page('/about', { audit: why.impersonal }, async (c) => {
    const instructors = await listInstructors(table)
    const { name, about } = organizer
    return c.html(
      <HelpFrame path="/about" title={`About ${name}`} lead="Who’s behind this site, and who teaches here.">
        <section>
          <Paragraphs
            text={
              about ||
              `${name} runs classes, webinars, breakouts, and conferences for people who run IT service businesses, and publishes books and tools for them.\n\nEvery class is taught by someone who does the work. Questions are welcome, before you register and after.`
            }
          />
        </section>
        {instructors.length > 0 && (
          <section>
            <h2>Who teaches</h2>
            <ul class="people">
              {instructors.map(({ name: person, headline, slug }) => (
                <li>
                  <InstructorLine name={person} about={headline || undefined} href={`/people/${slug}`} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </HelpFrame>,
    )
  })
})
