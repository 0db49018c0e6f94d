import { tableDefinition, ttlAttribute } from '@lectern/core/platform'
import { RemovalPolicy } from 'aws-cdk-lib'
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { irreplaceable } from './stack-policy.ts'

type Keys = { AttributeName: string | undefined; KeyType: 'HASH' | 'RANGE' | undefined }[] | undefined

const named = (name: string | undefined, what: string): string => {
  if (!name) throw new Error(`The table's definition leaves out ${what}.`)
  return name
}

const keySchema = (keys: Keys) =>
  (keys ?? []).map(({ AttributeName, KeyType }) => ({
    attributeName: named(AttributeName, 'an attribute'),
    keyType: named(KeyType, 'the type of a key'),
  }))

/**
 * The one table, from the same definition from which the local engine and the tests make theirs. It bears no name of its
 * own: CloudFormation could not make a second one beside a table that was kept.
 *
 * CloudFormation adds or removes one index in an update. A model with two new ones is deployed in two steps.
 */
export const addTable = (scope: Construct, kept: boolean): CfnTable => {
  const { AttributeDefinitions, BillingMode, GlobalSecondaryIndexes, KeySchema } = tableDefinition('unnamed')
  const table = new CfnTable(scope, irreplaceable.table, {
    billingMode: BillingMode,
    attributeDefinitions: (AttributeDefinitions ?? []).map(({ AttributeName, AttributeType }) => ({
      attributeName: named(AttributeName, 'an attribute'),
      attributeType: named(AttributeType, 'the type of an attribute'),
    })),
    keySchema: keySchema(KeySchema),
    globalSecondaryIndexes: (GlobalSecondaryIndexes ?? []).map((index) => ({
      indexName: named(index.IndexName, 'the name of an index'),
      keySchema: keySchema(index.KeySchema),
      projection: { projectionType: named(index.Projection?.ProjectionType, 'what an index holds') },
    })),
    timeToLiveSpecification: { attributeName: ttlAttribute, enabled: true },
    // The outbox function reads rows as they were written; what they were before concerns nobody.
    streamSpecification: { streamViewType: 'NEW_IMAGE' },
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
    // The key is AWS's for this account: its use is logged in CloudTrail, and no function needs a permission for it.
    sseSpecification: { sseEnabled: true, sseType: 'KMS' },
    deletionProtectionEnabled: kept,
  })
  table.applyRemovalPolicy(kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
  return table
}
