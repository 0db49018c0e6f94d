import { readConfig } from './config.ts'
import { createCourier } from './courier.ts'
import { createServices } from './services.ts'
import { runDueWork } from './work.ts'

const config = readConfig(process.env)
const services = createServices(config)
const courier = createCourier(services, config)

/** Each minute. Runs that overlap or are missed do no harm: all it does may be repeated, and is due until done. */
export const handler = (): Promise<void> => runDueWork(courier, services.now, services.log)
