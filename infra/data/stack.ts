import { type App, BootstraplessSynthesizer, CfnOutput, CfnParameter, Stack, Tags } from 'aws-cdk-lib'
import { addAlarmTopic, addBackupAlarms, addTableAlarms } from './alarms.ts'
import { addBackups } from './backups.ts'
import { addMaterials } from './materials.ts'
import { isDevelopment } from './stage.ts'
import { addTable } from './table.ts'

export type DataProps = {
  /** Decides what happens to the data when the stack goes: see `isDevelopment`. */
  stage: string
  /** Scheme and host of the site. Without it the template has a parameter, `SiteOrigin`, to be filled at deployment. */
  siteOrigin?: string
  /** Who gets alarms, once they've confirmed the subscription. */
  alarmEmail?: string
}

/**
 * What cannot be made again: the table, the materials, their backups, and the alarms that watch over them. A development
 * stage has no backups: a vault that holds any could not be removed with it.
 */
export class DataStack extends Stack {
  constructor(app: App, { stage, siteOrigin, alarmEmail }: DataProps) {
    super(app, 'Data', {
      synthesizer: new BootstraplessSynthesizer(),
      analyticsReporting: false,
      description: `Lectern, ${stage}: what cannot be recreated.`,
    })
    Tags.of(this).add('lectern:stage', stage)
    const kept = !isDevelopment(stage)

    const table = addTable(this, kept)
    const { bucket: materials, logs } = addMaterials(this, kept, siteOrigin ?? this.originParameter())
    const topic = addAlarmTopic(this, alarmEmail)
    addTableAlarms(this, topic, table)

    this.output('TableName', table.ref)
    this.output('TableArn', table.attrArn)
    this.output('TableStreamArn', table.attrStreamArn)
    this.output('MaterialsBucketName', materials.bucketName)
    this.output('MaterialsBucketArn', materials.bucketArn)
    this.output('MaterialsBucketDomain', materials.bucketRegionalDomainName)
    this.output('LogsBucketArn', logs.bucketArn)
    this.output('AlarmTopicArn', topic.topicArn)

    if (!kept) return
    const vault = addBackups(this, stage, table, materials)
    addBackupAlarms(this, topic, vault)
    this.output('BackupVaultName', vault.backupVaultName)
  }

  private originParameter(): string {
    return new CfnParameter(this, 'SiteOrigin', {
      type: 'String',
      description: 'The origin of the site, such as https://lectern.example: the only one that may use the bucket.',
      allowedPattern: '^https://[a-z0-9.-]+$',
    }).valueAsString
  }

  private output(name: string, value: string): void {
    new CfnOutput(this, name, { value })
  }
}
