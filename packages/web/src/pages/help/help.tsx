import { Faq } from '../../components/faq.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { thisSite } from '../../layout/moments.ts'
import { Paragraphs } from '../paragraphs.tsx'
import { HelpFrame } from './help-frame.tsx'

const topics = [
  {
    id: 'registering',
    title: 'Registering and paying',
    items: [
      {
        question: 'How do I register?',
        answer:
          'Open the event, and enter your name and email on its page. You don’t need an account. If it costs something, you pay on the next page, and we email you a receipt.',
      },
      {
        question: 'I have a code. Where does it go?',
        answer: 'Choose “Have a code?” on the event’s page, or enter it in the checkout. It isn’t case-sensitive.',
      },
      {
        question: 'Can I register my team?',
        answer:
          'Yes. Open “Register several people at once” on the event’s page, and enter their names in the checkout. Each person gets their own email and calendar invite.',
      },
      {
        question: 'I need an invoice.',
        answer: 'Open your order from the receipt. It has an invoice to download, with your company’s name on it.',
      },
      {
        question: 'Someone else should go in my place.',
        answer:
          'Open your order and change the name and email of that seat. They get the invite, and you don’t pay again.',
      },
    ],
  },
  {
    id: 'joining',
    title: 'Joining a session',
    items: [
      {
        question: 'Where’s the link?',
        answer:
          'In your confirmation and reminder emails, in the calendar invite, and on your events page once you’ve signed in. The room opens 30 minutes before each session.',
      },
      {
        question: 'Which time zone is it in?',
        answer:
          'Times are in the event’s time zone, which is always named. Choose your own at the foot of any page, and we’ll show both.',
      },
      {
        question: 'I didn’t get an email.',
        answer: 'Check spam first. Then sign in with the address you registered with: everything’s there.',
      },
    ],
  },
  {
    id: 'recordings',
    title: 'Recordings and handouts',
    items: [
      {
        question: 'Is it recorded?',
        answer: 'Each event’s page says so. Breakouts never are, so everyone can speak freely.',
      },
      {
        question: 'Where do I find the recording?',
        answer: 'On the event’s page for attendees, with its handouts. We email you when it’s up.',
      },
      {
        question: 'Where are the books I bought?',
        answer: 'Sign in and open “Your titles”. Downloads are ready right after you pay.',
      },
    ],
  },
]

/** `/help`: what people ask most, in three groups; before it what the organizer says, if anything. */
export const helpPage = definePages({ who: 'everyone' }, (app) => {
  app.page('/help', { audit: why.impersonal }, (c) => {
    const { help } = thisSite().organizer
    return c.html(
      <HelpFrame path="/help" title="Help" lead="Answers to what people ask most, and a person if that’s not enough.">
        {help !== '' && (
          <section>
            <Paragraphs text={help} />
          </section>
        )}
        {topics.map(({ id, title, items }) => (
          <section id={id}>
            <h2>{title}</h2>
            <Faq items={items} />
          </section>
        ))}
      </HelpFrame>,
    )
  })
})
