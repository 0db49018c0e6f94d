import { configureGlobal } from 'fast-check'

// The same cases in each run, so that none fails by luck; `SEED=…` tries others.
configureGlobal({ seed: Number(process.env.SEED ?? 2024) })
