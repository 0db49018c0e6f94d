import { ButtonLink } from '../../components/button.tsx'
import { Faq } from '../../components/faq.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Paragraphs } from '../paragraphs.tsx'
import { HelpFrame } from './help-frame.tsx'

const rows = [
  {
    bought: 'Classes, conferences, and other paid events',
    full: 'Until the deadline on the event’s page, usually 3 days before the first session. It never gets earlier once you’ve registered.',
    after: 'Change the name on a seat so someone else can go, or ask us for an exception.',
  },
  {
    bought: 'Free events',
    full: 'There’s nothing to refund. Cancel until it starts, so someone else gets the seat.',
    after: 'You don’t need to do anything.',
  },
  {
    bought: 'Books and downloads',
    full: 'Ask us on your order’s page. We decide case by case.',
    after: 'Damaged or wrong? Tell us by email.',
  },
  {
    bought: 'Anything we cancel',
    full: 'Always, everything you paid, without asking.',
    after: 'Your calendar updates by itself.',
  },
]

const steps = [
  { title: 'Open your order.', words: 'The link is in your receipt. You don’t need to sign in.' },
  { title: 'Pick the seats you’re giving up.', words: 'You’ll see the amount before you confirm.' },
  { title: 'Get your money in 5–10 days.', words: 'It goes back to how you paid. We email you when it’s on its way.' },
]

const questions = [
  {
    question: 'I used a discount. How much do I get back?',
    answer: 'What you paid. If you return one of several items, each keeps its share of the discount.',
  },
  {
    question: 'The deadline has passed. What now?',
    answer: 'Open your order and request a refund with a sentence on why. The organizer reads it and answers by email.',
  },
  {
    question: 'A session moved, and I can’t make it.',
    answer: 'Write to us before it starts. The organizer reads it and answers by email.',
  },
]

/** `/refunds`: the policy as a table first, what the organizer adds to it, then how. */
export const refundPage = definePages({ who: 'everyone' }, (app, { organizer }) => {
  app.page('/refunds', { audit: why.impersonal }, (c) =>
    c.html(
      <HelpFrame
        path="/refunds"
        title="Refund policy"
        lead="You can get your money back on almost everything. Here’s until when, and how."
      >
        <section>
          <table class="policy">
            <thead>
              <tr>
                <th scope="col">What you bought</th>
                <th scope="col">Full refund</th>
                <th scope="col">After that</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ bought, full, after }) => (
                <tr>
                  <th scope="row">{bought}</th>
                  <td>{full}</td>
                  <td>{after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {organizer.refundText !== '' && (
          <section>
            <h2>From {organizer.name}</h2>
            <Paragraphs text={organizer.refundText} />
          </section>
        )}
        <section id="how">
          <h2>How to get a refund</h2>
          <ol class="steps">
            {steps.map(({ title, words }) => (
              <li>
                <span>
                  <b class="strong">{title}</b>
                  <span class="block text-muted">{words}</span>
                </span>
              </li>
            ))}
          </ol>
          <p class="mt-5">
            <ButtonLink look="primary" href="/account">
              Find my order
            </ButtonLink>
          </p>
        </section>
        <section>
          <h2>Questions</h2>
          <Faq items={questions} />
        </section>
      </HelpFrame>,
    ),
  )
})
