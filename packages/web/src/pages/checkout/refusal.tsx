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
import type { SiteServices } from '../../site.ts'
import { type CartView, isTicket, nameOf } from '../cart/load-cart.ts'
import { WaitingForm } from '../event/waiting-form.tsx'
import type { Typed } from './typed.ts'

type Props = { problem: Problem; view: CartView; typed: Typed; actor: Actor; services: SiteServices }

const SoldOut = ({ problem, view, typed, actor }: Props) => {
  const { sku } = problem.details
  const item = view.items.filter(isTicket).find((one) => one.sku === sku)
  if (!item) return null
  const [first, ...more] = view.items
  return (
    <Panel title="Wait for a seat?">
      <WaitingForm
        event={item.event}
        levels={new Map()}
        actor={actor.kind === 'person' ? actor : undefined}
        typed={{ sku: item.sku, ...typed.buyer }}
      />
      {first && more.length > 0 && (
        <form method="post" action="/cart/lines/remove">
          <HiddenFields values={{ sku: item.sku }} />
          <SubmitButton look="ghost">Take it out and order the rest</SubmitButton>
        </form>
      )}
    </Panel>
  )
}

/** Takes out the one thing that stands in the way; the rest stays. */
const TakeOut = ({ problem, view }: Props) => {
  const item = view.items.find((one) => one.sku === problem.details.sku)
  return item ? (
    <form method="post" action="/cart/lines/remove">
      <HiddenFields values={{ sku: item.sku }} />
      <SubmitButton look="plain" size="small">
        Take out {nameOf(item).title}
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
          Go on without {code}
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
          title={`With shipping to ${countryName(view.country ?? '')} it is ${formatCents(view.quote.totalCents)}`}
        >
          Look at the total, then confirm. Nothing was ordered yet.
        </Notice>
      ) : (
        <Notice
          tone="warning"
          title={`The price is now ${view.quote ? formatCents(view.quote.totalCents) : 'another'}`}
        >
          It changed since you opened this page. Look at the new total, then confirm again. Nothing was charged.
        </Notice>
      )
    }
    case 'registration.already-owned':
      return (
        <Notice tone="warning" title={problem.message} action={<TakeOut {...props} />}>
          Nothing was ordered, and nothing was charged.
        </Notice>
      )
    case 'pricing.code-not-applied':
      return (
        <Notice tone="warning" title={problem.message} action={<RemoveCodes problem={problem} />}>
          Nothing was ordered: you would have paid another price than the one you asked for.
        </Notice>
      )
    case 'registration.sold-out':
      return (
        <>
          <Notice tone="warning" title={problem.message}>
            Somebody was quicker. Nothing was charged.
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
          {readSku(sku) ? 'Members register themselves, each signed in.' : 'Nothing was charged.'}
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
          The way to that payment is in the page you left, and after half an hour the seat is free again.
        </Notice>
      )
    case 'registration.sign-in-needed':
      return (
        <Notice tone="warning" title={problem.message} action={<SignIn />}>
          We'll email you a code. Your cart and all that you typed will be here when you come back.
        </Notice>
      )
    case 'identity.too-many-attempts':
      return (
        <Notice tone="warning" title={problem.message} action={actor.kind === 'person' ? undefined : <SignIn />}>
          The price below leaves your codes out. Nothing was ordered, and nothing was charged.
        </Notice>
      )
    case 'idempotency.key-reused':
      return (
        <Notice tone="warning" title="This form was sent before, with other details">
          Look through it once more. Confirming now places another order.
        </Notice>
      )
    default:
      return (
        <Notice tone={problem.kind === 'unavailable' ? 'error' : 'warning'} title={problem.message}>
          {problem.kind === 'unavailable'
            ? 'All that you typed is still here.'
            : 'Nothing was ordered, and nothing was charged.'}
        </Notice>
      )
  }
}
