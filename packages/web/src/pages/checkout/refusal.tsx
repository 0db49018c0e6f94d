import { readSku } from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import { countryName, formatCents, type Problem } from '@lectern/core/platform'
import type { Rejection } from '@lectern/core/pricing'
import type { Child } from 'hono/jsx'
import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { signInAddress } from '../../layout/account-menu.tsx'
import { type CartView, isTicket, nameOf } from '../cart/load-cart.ts'
import { WaitingForm } from '../event/waiting-form.tsx'
import type { Typed } from './typed.ts'

type Props = { problem: Problem; view: CartView; typed: Typed; actor: Actor }

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
        <button
          class="btn btn-sm border-base-300 bg-base-200"
          type="submit"
          form="checkout"
          name="without"
          value={code}
        >
          Continue without {code}
        </button>
      ))}
    </div>
  )
}

/** Part of the checkout form, so that what was typed waits until its reader has signed in. */
const SignIn = () => (
  <button class="btn btn-sm border-base-300 bg-base-200" type="submit" form="checkout" name="signIn" value="yes">
    Sign in and come back
  </button>
)

/** What an order was refused for, what that means for the buyer, and the next step. All that was typed is still there. */
export const Refusal = (props: Props) => {
  const { problem, view, typed, actor } = props
  const small = (href: string, words: string): Child => (
    <ButtonLink size="small" href={href}>
      {words}
    </ButtonLink>
  )
  switch (problem.code) {
    case 'pricing.changed': {
      const sending = view.country !== undefined && typed.shownCountry !== view.country
      return sending && view.quote ? (
        <Notice
          tone="info"
          title={`Total with shipping to ${countryName(view.country ?? '')}: ${formatCents(view.quote.totalCents)}`}
        >
          Check the new total, then confirm. You haven’t ordered yet.
        </Notice>
      ) : (
        <Notice
          tone="warning"
          title={view.quote ? `The price is now ${formatCents(view.quote.totalCents)}` : 'The price changed'}
        >
          It changed after you opened this page. Check the new total, then confirm again. You weren’t charged.
        </Notice>
      )
    }
    case 'registration.already-owned':
      return (
        <Notice tone="warning" title={problem.message} action={<TakeOut {...props} />}>
          Your order wasn’t placed, and you weren’t charged.
        </Notice>
      )
    case 'pricing.code-not-applied':
      return (
        <Notice tone="warning" title={problem.message} action={<RemoveCodes problem={problem} />}>
          Your order wasn’t placed because the price would be different without this code.
        </Notice>
      )
    case 'registration.sold-out':
      return (
        <>
          <Notice tone="warning" title={problem.message}>
            The last seat just went. You weren’t charged.
          </Notice>
          <SoldOut {...props} />
        </>
      )
    case 'registration.members-only': {
      const sku = view.items.filter(isTicket).find(({ event }) => event.access === 'members')?.sku ?? ''
      return (
        <Notice
          tone="warning"
          title={problem.message}
          action={
            actor.kind === 'person'
              ? small('/membership', 'How to become a member')
              : small(signInAddress('/checkout'), 'Sign in')
          }
        >
          {readSku(sku) ? 'Members need to sign in and register themselves.' : 'You weren’t charged.'}
        </Notice>
      )
    }
    case 'registration.awaiting-payment':
      return (
        <Notice
          tone="warning"
          title={problem.message}
          action={actor.kind === 'person' ? small('/account', 'My orders') : undefined}
        >
          Finish paying on the page you left. We hold the seat for 30 minutes.
        </Notice>
      )
    case 'registration.sign-in-needed':
      return (
        <Notice tone="warning" title={problem.message} action={<SignIn />}>
          We’ll email you a code. Your cart and everything you entered will be here when you come back.
        </Notice>
      )
    case 'identity.too-many-attempts':
      return (
        <Notice tone="warning" title={problem.message} action={actor.kind === 'person' ? undefined : <SignIn />}>
          The price below doesn’t include your codes. Your order wasn’t placed, and you weren’t charged.
        </Notice>
      )
    case 'idempotency.key-reused':
      return (
        <Notice tone="warning" title="You already sent this form with different details">
          Check your details. Confirming now places another order.
        </Notice>
      )
    default:
      return (
        <Notice tone={problem.kind === 'unavailable' ? 'error' : 'warning'} title={problem.message}>
          {problem.kind === 'unavailable'
            ? 'Everything you entered is still here.'
            : 'Your order wasn’t placed, and you weren’t charged.'}
        </Notice>
      )
  }
}
