// The function app on Flex Consumption. Runtime and package are said in functionAppConfig and by no setting.
param name string
param location string

@description('Resource id of the user-assigned identity.')
param identity string

@description('Address of the container of the deployed package.')
param packages string

param instanceMemory int
param maxInstances int
param waitingInstances int

@description('App settings by name.')
param settings object

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity
    // No cors here: the app answers who may ask, and said twice the header would be refused by browsers.
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packages
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemory
        maximumInstanceCount: maxInstances
        alwaysReady: waitingInstances > 0 ? [{ name: 'http', instanceCount: waitingInstances }] : []
      }
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: settings
}

// Nobody logs in with a password to deploy.
resource passwords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = [
  for kind in ['scm', 'ftp']: {
    parent: app
    name: kind
    properties: { allow: false }
  }
]

output host string = app.properties.defaultHostName
