import type { Instant } from '@lectern/core/platform'
import { describeSale, type ShownSale, saleMoment } from '@lectern/core/pricing'
import type { Child } from 'hono/jsx'
import { ButtonLink, buttonClass } from '../../components/button.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { Island } from '../../components/island.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { Notice } from '../../components/notice.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { Section } from '../../layout/columns.tsx'
import { Paragraphs } from '../paragraphs.tsx'
import { saleFaces, saleWhen, stepsOf, tookPlace } from './sale-words.ts'

/** `preview`: how it will look at another moment, without what counts by the clock of now. `inCart`: how many things are. */
type Props = { sale: ShownSale; now: Instant; preview?: boolean; inCart?: number }

const notices: Partial<Record<ShownSale['state'], { title: string; words: string }>> = {
  paused: { title: 'The sale is paused', words: 'Orders are full price for now. The sale may resume later.' },
  'used-up': { title: 'All claimed', words: 'This sale reached its limit. Orders are full price again.' },
  over: {
    title: 'This sale has ended',
    words: 'Orders are full price again. Orders placed during the sale keep their price.',
  },
}

const isOpen = ({ state }: ShownSale): boolean => state === 'announced' || state === 'running'

/** What there is to know of a sale besides its code: why it's over, what it's about, and how to use it. */
export const SaleContent = ({ sale, now }: Props) => {
  const notice = notices[sale.state]
  return (
    <>
      {notice && (
        <div class="mt-6">
          <Notice tone={sale.state === 'over' ? 'info' : 'warning'} title={notice.title}>
            {notice.words}
          </Notice>
        </div>
      )}
      {sale.body !== '' && (
        <div class="mt-8">
          <Paragraphs text={sale.body} />
        </div>
      )}
      {isOpen(sale) && (
        <Section title="How to use it">
          <ol class="ticks">
            {stepsOf(sale, now).map((step) => (
              <li>
                <Icon name="check" />
                <span>{step}</span>
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  )
}

/** The time that is left until it begins or ends; without scripts, the moment. */
const SaleClock = ({ sale, now, preview = false }: Props) => {
  const running = sale.state === 'running'
  const until = running ? sale.endsAt : sale.startsAt
  const words = `${running ? 'Ends' : 'Starts'} ${saleMoment(until, sale.zone, now)}`
  return (
    <p class="reveal-clock">
      {preview ? (
        words
      ) : (
        <Countdown
          until={until}
          now={now}
          clock="/api/health"
          words={words}
          before={running ? 'Ends in ' : 'Starts in '}
          over={running ? 'This sale has ended. Reload this page.' : 'The sale has started. Reload this page.'}
        />
      )}
    </p>
  )
}

/** The one thing to do: use the sale on the cart that is filled already, or fill one. */
const SaleAction = ({ sale, preview, inCart = 0 }: Props) => {
  const running = sale.state === 'running'
  if (running && inCart > 0 && sale.code !== undefined) {
    return (
      <form method="post" action="/cart/codes">
        <HiddenFields values={{ code: sale.code }} />
        <SubmitButton look="paper" size="large">
          Apply and open my cart ({inCart})
        </SubmitButton>
      </form>
    )
  }
  if (running && inCart > 0) {
    return (
      <ButtonLink look="paper" size="large" href="/cart">
        Open my cart ({inCart})
      </ButtonLink>
    )
  }
  const store =
    running && !preview && sale.code !== undefined ? `/store?code=${encodeURIComponent(sale.code)}` : '/store'
  return (
    <ButtonLink look="paper" size="large" href={store}>
      {running ? 'Go to the store' : sale.state === 'announced' ? 'Fill your cart in the store' : 'See the store'}
    </ButtonLink>
  )
}

/** The code, as large as it matters. The button appears where scripts run; the text can be selected everywhere. */
const Code = ({ id, code }: { id: string; code: string }) => (
  <input class="reveal-code" id={id} value={code} size={code.length} readonly aria-label="The code" />
)

/** The band of a sale: what it is, its code once it's known, when, the time that is left, and the one thing to do. */
export const SaleReveal = ({ heading, ...props }: Props & { heading: Child }) => {
  const { sale, now, preview = false } = props
  const { code } = sale
  const open = isOpen(sale)
  const running = sale.state === 'running'
  const id = `code-${now}`
  return (
    <section class="reveal hue-ochre" aria-label={preview ? undefined : 'Sale details'}>
      <div class="reveal-words">
        <p class="kind">{saleFaces[sale.state].words}</p>
        {heading}
        {code !== undefined && <Code id={id} code={code} />}
        <p class="nums">
          {saleWhen(sale, now)}.
          {code !== undefined && ` Ends ${saleMoment(sale.endsAt, sale.zone, now)}. Not case-sensitive.`}
        </p>
        {open && tookPlace(sale) && <p class="small">{describeSale(sale, now).elsewhere.join(' ')}</p>}
        {open && !preview && (
          <p class="small" data-reader-row hidden>
            <ReaderTime
              zone={sale.zone}
              instants={[running ? sale.endsAt : sale.startsAt]}
              before="Your time: "
              after="."
            />
          </p>
        )}
        <div class="actions">
          <SaleAction {...props} />
          {code !== undefined && !preview && (
            <button type="button" class={buttonClass({ size: 'large' })} data-copy={id} aria-live="polite" hidden>
              Copy code
            </button>
          )}
          {open && code === undefined && (
            <ButtonLink size="large" href={`/sales/${sale.slug}/reminder.ics`} download>
              Add a reminder to my calendar
            </ButtonLink>
          )}
          <Island name="clipboard" />
        </div>
      </div>
      {open && <SaleClock {...props} />}
    </section>
  )
}
