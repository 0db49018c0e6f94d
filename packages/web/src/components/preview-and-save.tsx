import { SubmitButton } from './submit-button.tsx'

/** The buttons of an editor: one shows what it would come to, the other saves. */
export const PreviewAndSave = ({ save = 'Save' }: { save?: string }) => (
  <div class="flex flex-wrap gap-2">
    <SubmitButton look="plain" name="intent" value="preview">
      Preview
    </SubmitButton>
    <SubmitButton name="intent" value="save" busy="Saving…">
      {save}
    </SubmitButton>
  </div>
)
