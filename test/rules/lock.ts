import { readFileSync, writeFileSync } from 'node:fs'

type Locked = {
  version?: string
  optionalDependencies?: Record<string, string>
  engines?: unknown
  license?: string
  dev?: boolean
}
export type Lock = { packages: Record<string, Locked & Record<string, unknown>> }

export const readLock = (file = 'package-lock.json'): Lock => JSON.parse(readFileSync(file, 'utf8')) as Lock

type Missing = { name: string; version: string; wantedBy: string }

/**
 * Programs of other platforms that a package names and the lock lacks. npm drops what the registry at hand does not
 * have; `npm ci` then refuses the lock, here and on those platforms.
 */
export const missingPlatforms = (lock: Lock): Missing[] => {
  const names = Object.keys(lock.packages)
  return names.flatMap((wantedBy) =>
    Object.entries(lock.packages[wantedBy]?.optionalDependencies ?? {})
      .filter(([name, version]) => /^\d/.test(version) && !names.some((path) => path.endsWith(`node_modules/${name}`)))
      .map(([name, version]) => ({ name, version, wantedBy })),
  )
}

const systems = ['darwin', 'win32', 'android', 'freebsd', 'openbsd', 'netbsd', 'linux']
const processors = ['arm64', 'x64', 'ia32', 'arm', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32']

const found = (words: string[], name: string): string[] => words.filter((word) => name.includes(word)).slice(0, 1)

/** Enters them by name and version; the machine that installs one of them fetches it, and no other does. */
export const completeLock = (lock: Lock): Lock => {
  const packages = { ...lock.packages }
  for (const { name, version, wantedBy } of missingPlatforms(lock)) {
    const owner = lock.packages[wantedBy]
    packages[`node_modules/${name}`] = {
      version,
      cpu: found(processors, name),
      ...(owner?.dev ? { dev: true } : {}),
      ...(name.endsWith('musl') ? { libc: ['musl'] } : {}),
      license: owner?.license ?? 'MIT',
      optional: true,
      os: found(systems, name),
      ...(owner?.engines ? { engines: owner.engines } : {}),
    }
  }
  const [root, ...others] = Object.entries(packages)
  return {
    ...lock,
    packages: Object.fromEntries([...(root ? [root] : []), ...others.sort(([a], [b]) => (a < b ? -1 : 1))]),
  }
}

if (process.argv[1]?.endsWith('lock.ts')) {
  writeFileSync('package-lock.json', `${JSON.stringify(completeLock(readLock()), null, 2)}\n`)
}
