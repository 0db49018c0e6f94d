export type DeclaredKey = { name: string; index?: string | undefined; pk: string; sk: string }

/** What a text declares to be stored of one kind of item. `about` is the first sentence of the comment above it. */
export type DeclaredEntity = {
  variable: string
  name: string
  kept?: string | undefined
  about?: string | undefined
  keys: DeclaredKey[]
}

const declaration =
  /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?(?:export )?(?:var|const|let) (\w+) = entity\(\{\n([\s\S]*?)\n\}\)/g
const key = /(\w+): \{\s*(?:index: (['"])(\w+)\2,\s*)?pk: (['"])(.*?)\4,\s*sk: (['"])(.*?)\6/g

const textOf = (body: string, name: string): string | undefined =>
  new RegExp(`^ {2}${name}: ['"](.*)['"],$`, 'm').exec(body)?.[1]

const sentenceOf = (comment: string): string =>
  comment
    .replaceAll(/\n \* ?/g, ' ')
    .trim()
    .replace(/([.:;])\s[\s\S]*|\.$/, '')

/**
 * The entities that a text declares: one of our sources, or a bundle of them.
 * @throws Error on a declaration that is written in another way, which would be missing from what is derived from this
 */
export const entitiesIn = (text: string): DeclaredEntity[] =>
  [...text.matchAll(declaration)].map(([, comment, variable = '', body = '']) => {
    const keys = [...body.matchAll(key)].map(
      ([, name = '', , index, , pk = '', , sk = '']): DeclaredKey => ({ name, index, pk, sk }),
    )
    const name = textOf(body, 'name')
    if (!name || keys.length === 0 || keys.length !== body.match(/\bpk: /g)?.length)
      throw new Error(`The declaration of ${variable} cannot be read.`)
    return { variable, name, kept: textOf(body, 'kept'), about: comment && sentenceOf(comment), keys }
  })
