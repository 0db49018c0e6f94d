import { FileName, NewTitleFile } from '@lectern/core/materials'
import { describe, expect, test } from 'vitest'
import { byEdition, isNewVersion, type TitleFile, typeOfFile } from '../../../packages/core/src/materials/title-file.ts'

const editions = ['4.0', '3.0', '2.0'].map((label, index) => ({ label, releasedOn: `202${4 - index}-01-01` }))

describe('the name of a file', () => {
  test.each([
    ['Managed Services in a Month.pdf', 'application/pdf'],
    ['Gemanagte Dienste für Anfänger (2. Auflage).epub', 'application/epub+zip'],
    ['Chapter 01.MP3', 'audio/mpeg'],
    ['管理服务.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ])('%s is taken, and decides the type', (name, type) => {
    expect(FileName.parse(name)).toBe(name)
    expect(typeOfFile(name)).toBe(type)
  })

  test.each([
    ['a way out of its folder', '../../etc/passwd.pdf'],
    ['another way out', '..\\secret.pdf'],
    ['a hidden file', '.pdf'],
    ['a line break', 'a\r\nContent-Type: text/html.pdf'],
    ['a quotation mark', 'a".pdf'],
    ['text that runs backwards', 'a\u202efdp.exe.pdf'],
    ['a page', 'page.html'],
    ['a program', 'setup.exe'],
    ['a picture that runs scripts', 'cover.svg'],
    ['no ending', 'month'],
    ['an ending of the language', 'month.constructor'],
    ['nothing', '   '],
    ['a novel', `${'a'.repeat(117)}.pdf`],
  ])('%s is refused', (_, name) => {
    expect(FileName.safeParse(name).success).toBe(false)
  })
})

test.each([
  [1, true],
  [5 * 1024 ** 3, true],
  [0, false],
  [-1, false],
  [1.5, false],
  [5 * 1024 ** 3 + 1, false],
])('a file of %s bytes: taken is %s', (bytes, taken) => {
  expect(NewTitleFile.safeParse({ format: 'e-book', filename: 'a.pdf', bytes }).success).toBe(taken)
})

describe('a version is news', () => {
  test.each([
    ['that follows another', '4.0', ['3.0'], true],
    ['that passes one over', '4.0', ['2.0'], true],
    ['after files without a version', '2.0', [undefined], true],
    ['in the middle, with all newer ones missing', '3.0', ['2.0'], true],
  ] as const)('%s', (_, label, known, news) => {
    expect(isNewVersion({ editions }, label, known)).toBe(news)
  })

  test.each([
    ['not when it is the first of all', '4.0', []],
    ['not when it is older than what is there', '3.0', ['4.0']],
    ['not when it stands between', '3.0', ['4.0', '2.0']],
    ['not when the title does not know it', '1.0', ['2.0']],
    ['not without a name', undefined, ['2.0']],
  ] as const)('%s', (_, label, known) => {
    expect(isNewVersion({ editions }, label, known)).toBe(false)
  })
})

test('files stand by version, the newest first, and in each as people count', () => {
  const file = (filename: string, edition?: string) => ({ filename, sku: 'm:audio', edition }) as TitleFile
  const sorted = byEdition({ editions }, [
    file('Chapter 10.mp3', '3.0'),
    file('Old.mp3'),
    file('Chapter 2.mp3', '3.0'),
    file('All.zip', '4.0'),
    file('Gone.mp3', '1.0'),
  ])
  expect(sorted.map(({ label, files }) => [label, files.map(({ filename }) => filename)])).toEqual([
    ['4.0', ['All.zip']],
    ['3.0', ['Chapter 2.mp3', 'Chapter 10.mp3']],
    ['1.0', ['Gone.mp3']],
    [undefined, ['Old.mp3']],
  ])
})
