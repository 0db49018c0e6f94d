import type { Instant } from '@lectern/core/platform'
import { describeSale, type ShownSale, saleMoment } from '@lectern/core/pricing'
import { ButtonLink } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { Notice } from '../../components/notice.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
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

const Code = ({ sale, now }: Props) =>
  sale.code === undefined ? null : (
    <div class="hairline mt-8 grid gap-2 rounded-box bg-base-200 p-6">
      <CopyField
        name="code"
        id={`code-${now}`}
        label="The code"
        value={sale.code}
        hint={`Ends ${saleMoment(sale.endsAt, sale.zone, now)}. Not case-sensitive.`}
      />
    </div>
  )

/** What a sale is, its code once it is known, and how to use it. */
export const SaleContent = (props: Props) => {
  const { sale, now } = props
  const notice = notices[sale.state]
  const open = sale.state === 'announced' || sale.state === 'running'
  return (
    <>
      {notice && (
        <div class="mt-6">
          <Notice tone={sale.state === 'over' ? 'info' : 'warning'} title={notice.title}>
            {notice.words}
          </Notice>
        </div>
      )}
      <Code {...props} />
      {sale.body !== '' && (
        <div class="mt-8">
          <Paragraphs text={sale.body} />
        </div>
      )}
      {open && (
        <Section title="How to use it">
          <ol class="grid max-w-prose list-decimal gap-3 pl-6 marker:text-muted">
            {stepsOf(sale, now).map((step) => (
              <li class="pl-1">{step}</li>
            ))}
          </ol>
        </Section>
      )}
    </>
  )
}

/** The time that is left until it begins or ends; without scripts, the moment. */
export const SaleClock = ({ sale, now, preview = false }: Props) => {
  const running = sale.state === 'running'
  const until = running ? sale.endsAt : sale.startsAt
  const words = `${running ? 'Ends' : 'Starts'} ${saleMoment(until, sale.zone, now)}`
  if (preview) return <p class="nums font-medium text-ending">{words}</p>
  return (
    <p class="text-lg">
      <Countdown
        until={until}
        now={now}
        clock="/api/health"
        words={words}
        before={running ? 'Ends in ' : 'Starts in '}
        over={running ? 'This sale has ended. Reload this page.' : 'The sale has started. Reload this page.'}
      />
    </p>
  )
}

/** The one thing to do: use the sale on the cart that is filled already, or fill one. */
const SaleAction = ({ sale, preview, inCart = 0 }: Props) => {
  const running = sale.state === 'running'
  if (running && inCart > 0 && sale.code !== undefined) {
    return (
      <form class="grid" method="post" action="/cart/codes">
        <HiddenFields values={{ code: sale.code }} />
        <SubmitButton block>Apply and open my cart ({inCart})</SubmitButton>
      </form>
    )
  }
  if (running && inCart > 0) {
    return (
      <ButtonLink look="primary" block href="/cart">
        Open my cart ({inCart})
      </ButtonLink>
    )
  }
  const store =
    running && !preview && sale.code !== undefined ? `/store?code=${encodeURIComponent(sale.code)}` : '/store'
  return (
    <ButtonLink look="primary" block href={store}>
      {running ? 'Go to the store' : sale.state === 'announced' ? 'Fill your cart in the store' : 'See the store'}
    </ButtonLink>
  )
}

/** The card beside a sale: its state, when it is, and the one thing to do. */
export const SalePanel = (props: Props) => {
  const { sale, now, preview = false } = props
  const face = saleFaces[sale.state]
  const open = sale.state === 'announced' || sale.state === 'running'
  const running = sale.state === 'running'
  return (
    <section class="hairline grid gap-4 rounded-box bg-base-200 p-6" aria-label={preview ? undefined : 'Sale details'}>
      <StateBadge state={face.state}>{face.words}</StateBadge>
      {open && <SaleClock {...props} />}
      <div class="grid gap-2">
        <p class="font-medium">{saleWhen(sale, now)}.</p>
        {open && tookPlace(sale) && (
          <p class="text-[0.95rem] text-muted">{describeSale(sale, now).elsewhere.join(' ')}</p>
        )}
        {open && !preview && (
          <p class="text-[0.95rem] text-muted" data-reader-row hidden>
            <ReaderTime
              zone={sale.zone}
              instants={[running ? sale.endsAt : sale.startsAt]}
              before={`Your time: `}
              after="."
            />
          </p>
        )}
      </div>
      <div class="grid gap-2">
        <SaleAction {...props} />
        <ButtonLink look="ghost" block href="/events">
          See the events
        </ButtonLink>
        {open && (
          <ButtonLink look="ghost" block href={`/sales/${sale.slug}/reminder.ics`} download>
            Add a reminder to my calendar
          </ButtonLink>
        )}
      </div>
    </section>
  )
}
