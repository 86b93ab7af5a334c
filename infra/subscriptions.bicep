// Tells each blob function of its blobs. Deployed after the code: Event Grid asks the app, which answers for functions that it has,
// and the key of the blob extension is made by its first start.
param app string
param storage string

var functions = [
  { name: 'PublishCensusImports', container: 'raw', begins: 'census-imports/', ends: '' }
  { name: 'PublishCensusExports', container: 'raw', begins: 'census-exports/', ends: '' }
  { name: 'PublishLicenses', container: 'raw', begins: 'licenses/', ends: '' }
  { name: 'PublishComtrade', container: 'raw', begins: 'comtrade/', ends: '' }
  { name: 'PublishBls', container: 'raw', begins: 'bls/', ends: '' }
  { name: 'PublishUsgs', container: 'raw', begins: 'usgs/', ends: '' }
  { name: 'ExecuteOperation', container: 'commands', begins: '', ends: '.json' }
]

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storage
}

resource site 'Microsoft.Web/sites@2024-04-01' existing = {
  name: app
}

resource topic 'Microsoft.EventGrid/systemTopics@2022-06-15' existing = {
  name: '${storage}-blobs'
}

var webhook = 'https://${site.properties.defaultHostName}/runtime/webhooks/blobs'
var key = listKeys('${site.id}/host/default', '2024-04-01').systemKeys.blobs_extension

@batchSize(1)
resource subscriptions 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2022-06-15' = [
  for function in functions: {
    parent: topic
    name: function.name
    properties: {
      eventDeliverySchema: 'EventGridSchema'
      destination: {
        endpointType: 'WebHook'
        properties: { endpointUrl: '${webhook}?functionName=Host.Functions.${function.name}&code=${key}' }
      }
      filter: {
        includedEventTypes: ['Microsoft.Storage.BlobCreated']
        subjectBeginsWith: '/blobServices/default/containers/${function.container}/blobs/${function.begins}'
        subjectEndsWith: function.ends
        isSubjectCaseSensitive: true
      }
      retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
      deadLetterWithResourceIdentity: {
        identity: { type: 'SystemAssigned' }
        deadLetterDestination: {
          endpointType: 'StorageBlob'
          properties: { resourceId: account.id, blobContainerName: 'deadletters' }
        }
      }
    }
  }
]
