import type { Problem } from '@lectern/core/platform'
import { orderUrl, withLine, withoutLines } from '@lectern/core/registration'
import { ButtonLink } from '../../components/button.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { type Errors, noErrors } from '../../forms/errors.ts'
import { again, definePages, done, nothing, why } from '../../forms/pages.ts'
import { signInAddress } from '../../layout/account-menu.tsx'
import { Stack } from '../../layout/columns.tsx'
import { applyCode, type RefusedCode, type TriedCode } from '../cart/apply-code.ts'
import { withOffer } from '../cart/load-cart.ts'
import { changeCart, leaveOrdered, orderedBefore, readCart } from '../cart/own-cart.ts'
import { ofCart } from '../cart/own-offers.ts'
import { SitePage } from '../site-page.tsx'
import { forgetParkedForm, parkForm } from './parked-form.ts'
import { leadOn, placeTyped } from './place-typed.ts'
import { CheckoutPage, loadPriced } from './show-checkout.tsx'
import { changePeople, readTyped, type Typed } from './typed.ts'

/** How the form is shown again. `changed`: its cart is another one since it was read. */
type Shown = {
  status?: 200 | 400 | 403 | 409 | 413 | 429 | 503
  errors?: Errors
  refusal?: Problem | undefined
  change?: Partial<Typed>
  tried?: TriedCode
  wrong?: RefusedCode
  changed?: boolean
}

/** `POST /checkout`: places the order and leads on, or shows the form again with what stands in its way. */
export const confirmOrder = definePages(ofCart, (app, services) => {
  app.form('/checkout', { audit: why.own }, async (c, form) => {
    const { actor, now } = c.var
    const cart = readCart(c)
    const without = form.text('without')
    const codes = cart.codes.filter((code) => code !== without)
    const view = await loadPriced(services, { ...cart, codes }, c.var, form)
    if (!view.quote || view.gone > 0) {
      // Sent twice: the first time emptied the cart.
      const before = orderedBefore(c, form.text('key'))
      return done(before === undefined ? '/cart' : orderUrl(services, before))
    }
    const typed = readTyped(form, view.items, actor)
    const show = async ({ status = 200, errors = noErrors, refusal, change = {}, tried, wrong, changed }: Shown) => {
      c.header('Cache-Control', 'private, no-store')
      // Priced again: a refusal over the price shows the new one, and so does a cart that was just changed.
      const asker = refusal ? { ...c.var, now: services.now() } : c.var
      const own = tried || changed ? readCart(c) : view.cart
      const priced = refusal || tried || changed ? await loadPriced(services, own, asker, form) : view
      const fresh = await withOffer(services, priced, asker)
      return again(
        c.html(
          <CheckoutPage
            c={c}
            view={fresh}
            typed={{ ...typed, ...change }}
            errors={errors}
            refusal={refusal}
            tried={tried}
            wrong={wrong}
          />,
          status,
        ),
      )
    }
    const wanted = form.text('with')
    if (wanted !== '') return show({ tried: await applyCode(c, services, wanted) })
    const code = form.text('code')
    if (code !== '' && without === '') {
      const tried = await applyCode(c, services, code)
      if (tried.outcome === 'applied') return show({ tried })
      if (tried.retryAfterSeconds !== undefined) c.header('Retry-After', String(tried.retryAfterSeconds))
      return show({ status: tried.retryAfterSeconds === undefined ? 400 : 429, wrong: tried })
    }
    if (without !== '') {
      await changeCart(c, services, (one) => ({ ...one, codes: one.codes.filter((code) => code !== without) }))
      return show({})
    }
    const people = changePeople(view.items, typed.seats, { more: form.text('more'), fewer: form.text('fewer') })
    if (people) {
      await changeCart(c, services, (one) => withLine(one, people.line))
      return show({ change: { seats: people.seats }, changed: true })
    }
    if (form.text('signIn') !== '') {
      await parkForm(c, services, form, view.items)
      return nothing(signInAddress('/checkout'))
    }
    if (form.text('update') !== '') return show({})
    const result = await placeTyped(c, services, view, typed)
    if ('refused' in result) {
      const { status, errors, refusal, key } = result.refused
      return show({ status, errors, refusal, change: { key } })
    }
    const { placed } = result
    const skus = view.cart.lines.map(({ sku }) => sku)
    if (placed.outcome === 'already-registered') {
      await changeCart(c, services, (one) => withoutLines(one, skus))
      return done('/registered')
    }
    await forgetParkedForm(c, services)
    await leaveOrdered(c, services, { key: typed.key, order: placed.order.id, skus }, now)
    return done(leadOn(services, placed.order))
  })

  app.page('/registered', { audit: why.impersonal }, (c) => c.html(<RegisteredPage />))
})

/** The same for everyone, since anybody may have asked: it names no event and no person. */
const RegisteredPage = () => (
  <SitePage title="You’re already registered" unlisted width="text">
    <PageHeading title="You’re already registered">
      <p>You’re already registered. You weren’t charged, and nothing changed.</p>
    </PageHeading>
    <Stack after>
      <div class="flex flex-wrap gap-3">
        <ButtonLink look="primary" href="/account">
          See my registrations
        </ButtonLink>
        <ButtonLink look="ghost" href="/events">
          See all events
        </ButtonLink>
      </div>
    </Stack>
  </SitePage>
)
