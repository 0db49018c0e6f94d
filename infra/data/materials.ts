import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import type { Construct, IConstruct } from 'constructs'
import { irreplaceable } from './stack-policy.ts'

const rename = (bucket: Bucket, id: string): CfnBucket => {
  const resource: IConstruct | undefined = bucket.node.defaultChild
  if (!(resource instanceof CfnBucket)) throw new Error(`${id} is no bucket.`)
  resource.overrideLogicalId(id)
  return resource
}

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
}

/**
 * The private bucket of recordings, handouts and submissions, and beside it the bucket of access logs: its own, and under `edge/`
 * those of CloudFront.
 * Browsers reach it by signed links (uploads, in parts that can be resumed) and through CloudFront (downloads).
 *
 * A bucket has one policy. All of it is here, including CloudFront's right to read: a second policy, written next to
 * the distribution, would replace this one and with it the refusal of plain HTTP. The distribution is created after the
 * bucket, so the right goes to this account's distributions, not to one by name.
 *
 * @param siteOrigin the one origin that may upload and read from a browser, such as `https://lectern.example`
 */
export const addMaterials = (scope: Construct, kept: boolean, siteOrigin: string): { bucket: Bucket; logs: Bucket } => {
  const removalPolicy = kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
  const logs = new Bucket(scope, 'MaterialsLogs', {
    ...closed,
    removalPolicy,
    // Long enough to look into an incident; the logs hold network addresses of people, so no longer.
    lifecycleRules: [
      { id: 'forget', expiration: Duration.days(90) },
      { id: 'forget-edge', prefix: 'edge/', expiration: Duration.days(30) },
    ],
  })
  rename(logs, 'MaterialsLogs')
  logs.addToResourcePolicy(
    new PolicyStatement({
      sid: 'EdgeLogs',
      principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [logs.arnForObjects('edge/*')],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 's3:x-amz-acl': 'bucket-owner-full-control' },
        ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:logs:us-east-1:${Aws.ACCOUNT_ID}:delivery-source:*` },
      },
    }),
  )

  const bucket = new Bucket(scope, irreplaceable.materials, {
    ...closed,
    removalPolicy,
    versioned: true,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: 'materials/',
    cors: [
      {
        allowedOrigins: [siteOrigin],
        allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
        allowedHeaders: ['content-type', 'content-md5', 'if-none-match', 'range', 'x-amz-*'],
        maxAge: 3600,
      },
    ],
    lifecycleRules: [
      { id: 'abandoned-uploads', abortIncompleteMultipartUploadAfter: Duration.days(3) },
      { id: 'old-versions', noncurrentVersionExpiration: Duration.days(90), expiredObjectDeleteMarker: true },
    ],
  })
  const resource = rename(bucket, irreplaceable.materials)
  // AWS Backup switches these on by itself; a later update of the stack must not switch them off.
  if (kept) resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } }

  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'CloudFrontReads',
      principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
      actions: ['s3:GetObject'],
      resources: [bucket.arnForObjects('*')],
      conditions: {
        ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:distribution/*` },
      },
    }),
  )
  // A bucket that is kept goes on refusing plain HTTP.
  for (const { policy } of [logs, bucket]) policy?.applyRemovalPolicy(removalPolicy)
  return { bucket, logs }
}
