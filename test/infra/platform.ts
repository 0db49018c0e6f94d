import { execFile } from 'node:child_process'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, 'node_modules/.cache/lectern')

/** Where SST keeps the source of its components and the packages that they stand on; not in git. */
export const platformDirectory = join(root, '.sst/platform')

const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')

/** Whether what lies in `.sst` is of the SST and the providers that the project names. */
const isInstalled = async (): Promise<boolean> => {
  const [version, lock, sst, config] = await Promise.all([
    textOf(join(platformDirectory, 'version')),
    textOf(join(root, '.sst/provider-lock.json')),
    textOf(join(root, 'node_modules/sst/package.json')),
    textOf(join(root, 'sst.config.ts')),
  ])
  if (version.trim() !== JSON.parse(sst).version || lock === '') return false
  const providers: { alias: string; version: string }[] = JSON.parse(lock)
  const named = [/aws: \{\s*version: '([\d.]+)'/, /tls: '([\d.]+)'/].map((pattern) => pattern.exec(config)?.[1])
  return ['aws', 'tls'].every((alias, index) =>
    providers.some((provider) => provider.alias === alias && provider.version === named[index]),
  )
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Held while one process installs, so that test files that run side by side install once. */
const locked = async (work: () => Promise<void>): Promise<void> => {
  const lock = join(cache, 'sst-install.lock')
  await mkdir(cache, { recursive: true })
  for (;;) {
    try {
      await writeFile(lock, String(process.pid), { flag: 'wx' })
      break
    } catch {
      const holder = Number(await textOf(lock))
      if (holder > 0 && !isRunning(holder)) await rm(lock, { force: true })
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  try {
    await work()
  } finally {
    await rm(lock, { force: true })
  }
}

/**
 * Has SST's platform and the providers' packages in `.sst`, from npm alone: 20 to 40 seconds and 320 MB, once. SST
 * only asks the Pulumi program for its version while it installs, so a file that tells one stands in for it, in a
 * configuration folder of its own. Nothing here reaches AWS or needs an account.
 */
export const preparePlatform = async (): Promise<void> => {
  if (await isInstalled()) return
  await locked(async () => {
    if (await isInstalled()) return
    const configuration = join(cache, 'sst-config')
    const pulumi = join(configuration, 'sst/bin/pulumi')
    await mkdir(join(configuration, 'sst/bin'), { recursive: true })
    await writeFile(pulumi, '#!/bin/sh\necho v3.215.0\n')
    await chmod(pulumi, 0o755)
    await promisify(execFile)(process.execPath, ['node_modules/sst/bin/sst.mjs', 'install', '--stage', 'test'], {
      cwd: root,
      env: { ...process.env, XDG_CONFIG_HOME: configuration, SST_NO_BUN: '1', DO_NOT_TRACK: '1', NODE_OPTIONS: '' },
      maxBuffer: 10 * 1024 * 1024,
    })
    if (!(await isInstalled())) throw new Error('SST installed other providers than sst.config.ts names.')
  })
}
