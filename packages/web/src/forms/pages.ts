import type { Recorded } from '@lectern/core/identity'
import type { Problem } from '@lectern/core/platform'
import type { Context, MiddlewareHandler } from 'hono'
import type { SiteEnv, SiteServices } from '../site.ts'
import type { Errors } from './errors.ts'
import type { Typed } from './typed.ts'

export { notRecorded as why } from '@lectern/core/identity'

/**
 * Who gets to see a page. Visitors are asked to sign in by the page's runner, and only admins pass where it says so. Whether a
 * teacher teaches this event, and whether a link or an order is the reader's, is asked by the use case that loads it.
 */
export type Who = 'everyone' | 'holder' | 'person' | 'teacher' | 'admin'

/** What the audit log keeps of a page's or form's use. */
export type Audit =
  | (Recorded & {
      /** A page that leads on to what it shows: a file in the store. */
      leadsOn?: true
    })
  | { none: string }

/** @param subject  `event:{slug}`, `{id}`, a list's name; `{made}` is what was made, `{self}` is the person who asks */
export const recorded = (
  action: Recorded['action'],
  subject: string,
  options: { everyone?: true; leadsOn?: true } = {},
): Audit => ({ action, subject, ...options })

/** A form that was refused: what was typed, what is wrong with it by its fields, and why. */
export type Refused = {
  typed: Typed
  errors: Errors
  /** 409 for what has changed meanwhile or is in someone's way, 400 for what must be typed otherwise. */
  status: 400 | 409
  problem: Problem
}

/** A refusal because someone saved meanwhile: the form stays as it was typed, and may be saved over what is there now. */
export const overSaved = (refused: Refused, revision: number | string, message: string): Refused => {
  const { typed } = refused
  const text: Typed['text'] = (name) => (name === 'revision' ? String(revision) : typed.text(name))
  return { ...refused, typed: { ...typed, text }, errors: new Map([['', message]]) }
}

/** What became of forms that are refused; of one that doesn't say, a refusal is a page of its own. */
type Refusing = {
  /** Shows the page again, with what was typed and what is wrong. Whatever reads the form or acts on it only throws. */
  again?: (c: Context<SiteEnv>, refused: Refused) => Answer
  /** The field that shows what is wrong at a path of the schema; '' for the whole form. Without, paths are names of fields. */
  field?: (path: string, typed: Typed) => string
}

/** What the pages of one file have in common. */
type Common = Refusing & {
  who: Who
  /** Where their addresses begin. */
  at?: string
  /** What is someone's own is kept by no cache, unless this says so; other pages greet people, so they're asked for each time. */
  caching?: 'personal' | 'greeting'
  /** Runs around each page: checks that need a read, an ETag. */
  around?: MiddlewareHandler<SiteEnv>
}

type PageDeclaration = Partial<Omit<Common, 'at' | keyof Refusing>> & { audit: Audit }

type FormDeclaration = PageDeclaration &
  Refusing & {
    /** In bytes: 64 KB, and 512 KB in the admin and for teachers, since an event's form may hold a conference's whole agenda. */
    bodyLimit?: number
    /** Taken from other sites and programs too: its address holds all that it needs, and no cookie counts there. */
    fromAnywhere?: true
  }

/**
 * What came of a form. Only what is done is recorded. `to`: where it leads on to, or a page that shows the result itself.
 * `nothing`: there was nothing left to do. `again`: it's shown again, with what is wrong and what was typed.
 */
export type Outcome = { came: 'done' | 'nothing' | 'again'; to: string | Response }

export const done = (to: string | Response): Outcome => ({ came: 'done', to })
export const nothing = (to: string | Response): Outcome => ({ came: 'nothing', to })
export const again = async (page: Answer): Promise<Outcome> => ({ came: 'again', to: await page })

type Answer = Response | Promise<Response>

/** A page or form with everything about it, as it is served. */
export type Declared = { path: string; who: Who; audit: Audit; caching?: 'personal' | 'greeting' | undefined } & {
  around: MiddlewareHandler<SiteEnv> | undefined
} & (
    | { method: 'GET'; render: (c: Context<SiteEnv>) => Answer }
    | (Refusing & {
        method: 'POST'
        bodyLimit: number
        fromAnywhere: boolean
        run: (c: Context<SiteEnv>, typed: Typed) => Outcome | Promise<Outcome>
      })
  )

const usualBytes = 64 * 1024
const workBytes = 512 * 1024
/** A file of captions, or a meeting's report, of 1 MB, and the form around it. */
export const fileFormBytes = 1280 * 1024

/** Collects the pages and forms of one file. */
export const declarePages = ({ at = '', ...common }: Common) => {
  const pages: Declared[] = []
  const addressOf = (path: string) => (at !== '' && path === '/' ? at : `${at}${path}`)
  return {
    pages,
    page: <P extends string>(
      path: P,
      declaration: PageDeclaration,
      render: (c: Context<SiteEnv, P>) => Answer,
    ): void => {
      pages.push({
        ...{ around: undefined, ...common, ...declaration },
        path: addressOf(path),
        method: 'GET',
        render: render as (c: Context<SiteEnv>) => Answer,
      })
    },
    form: <P extends string>(
      path: P,
      declaration: FormDeclaration,
      run: (c: Context<SiteEnv, P>, typed: Typed) => Outcome | Promise<Outcome>,
    ): void => {
      const who = declaration.who ?? common.who
      pages.push({
        ...{ around: undefined, fromAnywhere: false, ...common, ...declaration },
        bodyLimit: declaration.bodyLimit ?? (who === 'admin' || who === 'teacher' ? workBytes : usualBytes),
        path: addressOf(path),
        method: 'POST',
        run: run as (c: Context<SiteEnv>, typed: Typed) => Outcome | Promise<Outcome>,
      })
    },
  }
}

/** The pages of one file, once it is known what the site works with. */
export type SitePages = (services: SiteServices) => Declared[]

/** Declares the pages and forms of one file, with what they have in common. */
export const definePages =
  (
    common: Common | ((services: SiteServices) => Common),
    declare: (app: ReturnType<typeof declarePages>, services: SiteServices) => void,
  ): SitePages =>
  (services) => {
    const app = declarePages(typeof common === 'function' ? common(services) : common)
    declare(app, services)
    return app.pages
  }
