import type { Actor } from '@lectern/core/identity'
import { countryName, formatCents, type Problem } from '@lectern/core/platform'
import type { Rejection } from '@lectern/core/pricing'
import type { Child } from 'hono/jsx'
import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Notice, type NoticeTone } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { signInAddress } from '../../layout/account-menu.tsx'
import { type CartView, isTicket, nameOf } from '../cart/load-cart.ts'
import { WaitingForm } from '../event/waiting-form.tsx'
import type { Typed } from './typed.ts'

type Props = {
  problem: Problem
  view: CartView
  typed: Typed
  actor: Actor
  /** The event's page, where the form is on it and not in the checkout. */
  inPlace?: string
}

const SoldOut = ({ problem, view, typed, actor }: Props) => {
  const { sku } = problem.details
  const item = view.items.filter(isTicket).find((one) => one.sku === sku)
  if (!item) return null
  const [first, ...more] = view.items
  return (
    <Panel title="Join the waitlist?">
      <WaitingForm
        event={item.event}
        levels={new Map()}
        actor={actor.kind === 'person' ? actor : undefined}
        typed={{ sku: item.sku, ...typed.buyer }}
      />
      {first && more.length > 0 && (
        <form method="post" action="/cart/lines/remove">
          <HiddenFields values={{ sku: item.sku }} />
          <SubmitButton look="ghost">Remove it and order the rest</SubmitButton>
        </form>
      )}
    </Panel>
  )
}

/** Takes out the one thing that holds up the order; the rest stays. */
const TakeOut = ({ problem, view }: Props) => {
  const item = view.items.find((one) => one.sku === problem.details.sku)
  return item ? (
    <form method="post" action="/cart/lines/remove">
      <HiddenFields values={{ sku: item.sku }} />
      <SubmitButton look="plain" size="small">
        Remove {nameOf(item).title}
      </SubmitButton>
    </form>
  ) : null
}

const RemoveCodes = ({ problem }: { problem: Problem }) => {
  const rejected = (problem.details.rejected ?? []) as Rejection[]
  return (
    <div class="flex flex-wrap gap-2">
      {rejected.map(({ code }) => (
        // Part of the checkout form, so that what was typed stays.
        <button class="btn btn-small" type="submit" form="checkout" name="without" value={code}>
          Continue without {code}
        </button>
      ))}
    </div>
  )
}

const small = (href: string, words: string): Child => (
  <ButtonLink size="small" href={href}>
    {words}
  </ButtonLink>
)

/** Part of the checkout form, so that what was typed waits until its reader has signed in. */
const SignIn = ({ inPlace }: Pick<Props, 'inPlace'>) =>
  inPlace === undefined ? (
    <button class="btn btn-small" type="submit" form="checkout" name="signIn" value="yes">
      Sign in and come back
    </button>
  ) : (
    small(signInAddress(inPlace), 'Sign in')
  )

type Told = { tone?: NoticeTone; title?: string; action?: Child; words: string }

const priceChanged = ({ view: { country, quote }, typed }: Props): Told => {
  const total = quote && formatCents(quote.totalCents)
  if (country !== undefined && typed.shownCountry !== country && total !== undefined) {
    return {
      tone: 'info',
      title: `Total with shipping to ${countryName(country)}: ${total}`,
      words: 'Check the new total, then confirm. You haven’t ordered yet.',
    }
  }
  return {
    title: total === undefined ? 'The price changed' : `The price is now ${total}`,
    words: 'It changed after you opened this page. Check the new total, then confirm again. You weren’t charged.',
  }
}

/** A refusal's own message is the title, unless it is told otherwise here; what that means for the buyer, and the next step. */
const toldOf = (props: Props): Told => {
  const { problem, view, actor, inPlace } = props
  const known = actor.kind === 'person'
  switch (problem.code) {
    case 'pricing.changed':
      return priceChanged(props)
    case 'registration.already-owned':
      return { action: <TakeOut {...props} />, words: 'Your order wasn’t placed, and you weren’t charged.' }
    case 'pricing.code-not-applied':
      return {
        action: <RemoveCodes problem={problem} />,
        words: 'Your order wasn’t placed because the price would be different without this code.',
      }
    case 'registration.sold-out':
      return { words: 'The last seat just went. You weren’t charged.' }
    case 'registration.members-only':
      return {
        action: known
          ? small('/membership', 'How to become a member')
          : small(signInAddress(inPlace ?? '/checkout'), 'Sign in'),
        words: view.items.filter(isTicket).some(({ event }) => event.access === 'members')
          ? 'Members need to sign in and register themselves.'
          : 'You weren’t charged.',
      }
    case 'registration.awaiting-payment':
      return {
        action: known ? small('/account', 'My orders') : undefined,
        words: 'Finish paying on the page you left. We hold the seat for 30 minutes.',
      }
    case 'registration.sign-in-needed':
      return {
        action: <SignIn inPlace={inPlace} />,
        words: inPlace
          ? 'We’ll email you a code. Then you can register with one click.'
          : 'We’ll email you a code. Your cart and everything you entered will be here when you come back.',
      }
    case 'identity.too-many-attempts':
      return {
        action: known ? undefined : <SignIn />,
        words: 'The price below doesn’t include your codes. Your order wasn’t placed, and you weren’t charged.',
      }
    case 'idempotency.key-reused':
      return {
        title: 'You already sent this form with different details',
        words: 'Check your details. Confirming now places another order.',
      }
    default:
      return problem.kind === 'unavailable'
        ? { tone: 'error', words: 'Everything you entered is still here.' }
        : { words: 'Your order wasn’t placed, and you weren’t charged.' }
  }
}

/** What an order was refused for, what that means for the buyer, and the next step. All that was typed is still there. */
export const Refusal = (props: Props) => {
  const { problem } = props
  const { tone = 'warning', title = problem.message, action, words } = toldOf(props)
  return (
    <>
      <Notice tone={tone} title={title} action={action}>
        {words}
      </Notice>
      {problem.code === 'registration.sold-out' && props.inPlace === undefined && <SoldOut {...props} />}
    </>
  )
}
