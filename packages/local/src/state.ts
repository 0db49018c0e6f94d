import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Opens the one file in which the stand-ins keep what they know, or a state in memory for tests.
 * Each change is committed before it is answered for (WAL survives the process being killed; FULL also a power cut).
 */
export const openState = (file: string | ':memory:'): DatabaseSync => {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const state = new DatabaseSync(file)
  // What was kept before there were subscriptions knew events of sessions only.
  const old = state.prepare("SELECT 1 FROM pragma_table_info('stripe_events') WHERE name = 'session'").get()
  if (old) state.exec('ALTER TABLE stripe_events RENAME COLUMN session TO subject')
  state.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA busy_timeout = 5000;
    CREATE TABLE IF NOT EXISTS stripe_objects (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      body TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS stripe_objects_by_kind ON stripe_objects (kind, number);
    CREATE INDEX IF NOT EXISTS stripe_objects_by_intent ON stripe_objects (kind, json_extract(body, '$.payment_intent'));
    CREATE INDEX IF NOT EXISTS stripe_sessions_by_status
      ON stripe_objects (json_extract(body, '$.status')) WHERE kind = 'checkout.session';
    CREATE INDEX IF NOT EXISTS stripe_invoices_by_subscription
      ON stripe_objects (kind, json_extract(body, '$.parent.subscription_details.subscription'));
    CREATE INDEX IF NOT EXISTS stripe_invoice_payments_by_invoice
      ON stripe_objects (kind, json_extract(body, '$.invoice'));
    CREATE INDEX IF NOT EXISTS stripe_invoice_payments_by_intent
      ON stripe_objects (kind, json_extract(body, '$.payment.payment_intent'));
    CREATE INDEX IF NOT EXISTS stripe_subscriptions_by_due
      ON stripe_objects (json_extract(body, '$.due')) WHERE kind = 'subscription_data';
    CREATE TABLE IF NOT EXISTS stripe_events (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      subject TEXT NOT NULL,
      type TEXT NOT NULL,
      made_up INTEGER NOT NULL DEFAULT 0,
      delivery TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      created INTEGER NOT NULL,
      body TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS stripe_events_by_subject ON stripe_events (subject, type);
    CREATE INDEX IF NOT EXISTS stripe_events_by_delivery ON stripe_events (delivery) WHERE delivery = 'pending';
    CREATE TABLE IF NOT EXISTS idempotency_keys (
      vendor TEXT NOT NULL,
      key TEXT NOT NULL,
      request TEXT NOT NULL,
      status INTEGER NOT NULL,
      body TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (vendor, key)
    );
    CREATE TABLE IF NOT EXISTS mails (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      template TEXT,
      recipients TEXT NOT NULL,
      body TEXT NOT NULL
    );
  `)
  return state
}

/** Runs `work` in one transaction: all of it is kept, or, when it throws, nothing. Must not await. */
export const atomically = <T>(state: DatabaseSync, work: () => T): T => {
  if (state.isTransaction) return work()
  state.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    state.exec('COMMIT')
    return result
  } catch (error) {
    state.exec('ROLLBACK')
    throw error
  }
}

/** How long the vendors remember an idempotency key: at least, and with Resend exactly, a day. */
const keyLifeMilliseconds = 24 * 3_600_000

export type RememberedAnswer = { request: string; status: number; body: string }

/** The answers that a vendor gave to keyed requests, for a day. */
export const rememberedAnswers = (state: DatabaseSync, vendor: 'stripe' | 'resend') => ({
  find: (key: string, now: Date): RememberedAnswer | undefined => {
    const row = state
      .prepare('SELECT request, status, body FROM idempotency_keys WHERE vendor = ? AND key = ? AND at > ?')
      .get(vendor, key, now.getTime() - keyLifeMilliseconds)
    return row && { request: String(row.request), status: Number(row.status), body: String(row.body) }
  },
  keep: (key: string, answer: RememberedAnswer, now: Date): void => {
    state
      .prepare(
        'INSERT OR REPLACE INTO idempotency_keys (vendor, key, request, status, body, at) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(vendor, key, answer.request, answer.status, answer.body, now.getTime())
  },
})
