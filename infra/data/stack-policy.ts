/** The logical ids of what can never be made again. The stack gives its resources these names and no others. */
export const irreplaceable = { table: 'Table', materials: 'Materials', vault: 'BackupVault' } as const

type Statement = { Effect: 'Allow' | 'Deny'; Action: string[]; Principal: '*'; Resource: string[] }

/**
 * The CloudFormation stack policy of every stage that keeps its data: an update may change anything in place, and it
 * fails before it would replace or delete the table, the bucket or the vault. A policy covers updates only; deleting
 * the whole stack is answered by `DeletionPolicy: Retain` and by the table's deletion protection.
 */
export const stackPolicy: { Statement: Statement[] } = {
  Statement: [
    { Effect: 'Allow', Action: ['Update:*'], Principal: '*', Resource: ['*'] },
    {
      Effect: 'Deny',
      Action: ['Update:Replace', 'Update:Delete'],
      Principal: '*',
      Resource: Object.values(irreplaceable).map((id) => `LogicalResourceId/${id}`),
    },
  ],
}
