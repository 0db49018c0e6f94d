import type { Actor, AuditAction, Client, PersonActor } from '@lectern/core/identity'
import type { FileStore } from '@lectern/core/materials'
import type { PictureMaker } from '@lectern/core/pictures'
import type { Instant, Log, Zone } from '@lectern/core/platform'
import type { CheckoutContext, Waiting } from '@lectern/core/registration'
import type { OwnCart } from './pages/cart/own-cart.ts'

/** What the site works with; made once, where the process starts. */
export type SiteServices = CheckoutContext & {
  /** Where the files of titles lie. */
  files: FileStore
  /** Who makes pictures, loaded when the first is asked for. */
  pictures: () => Promise<PictureMaker>
  /** The private key that signs certificates' credentials; read when the first is asked for, and only on these pages. */
  certificateKey: () => string
  /** The product's time: the wall clock, or on one's own machine the clock that was set. */
  now: () => Instant
  /** The wall clock, whatever was set: signatures and sign-in go by it. */
  realNow: () => Instant
  secureCookies: boolean
  /** Hosts that forms may lead to by redirect: the payment page's. Browsers check `form-action` there too. */
  paymentOrigins: string[]
  log: Log
}

/** Who asks, when, and from where: a page's context carries it. */
export type Asker = Pick<SiteEnv['Variables'], 'actor' | 'now' | 'client'>

/** What every request carries once the site's middleware has seen it. */
export type SiteEnv = {
  Variables: {
    actor: Actor
    requestId: string
    now: Instant
    /** Whose site it is, and in which zone moments are told that have none of their own. */
    site: Pick<SiteServices, 'siteUrl' | 'organizer'>
    /** The zone that the reader chose for times, beside each event's own. */
    readerZone?: Zone
    /** From where the request comes, for what is counted. */
    client: Client
    /** Keeps a record of what someone did; a read waits for it, a change is only logged when it fails. */
    saveRecord: (what: { actor: PersonActor; action: AuditAction; subject: string; reading: boolean }) => Promise<void>
    /** Not on admin pages, not for covers, and not before it was read. */
    cart?: OwnCart
    /** What the waitlist offered the reader of their cart, live or lapsed: on the pages of cart and checkout. */
    offers?: readonly Waiting[]
  }
}
