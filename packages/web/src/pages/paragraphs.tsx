/** Text as an organizer typed it: paragraphs are separated by blank lines, single breaks stay breaks. */
export const Paragraphs = ({ text }: { text: string }) => (
  <div class="prose">
    {text
      .split(/\n\s*\n/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => (
        <p class="break-words whitespace-pre-line">{part}</p>
      ))}
  </div>
)
