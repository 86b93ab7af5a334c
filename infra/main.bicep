// Everything that an environment consists of, but for what needs the code to be there (subscriptions.bicep). Names of settings are
// those of AimOptions; tests/unit/Infra holds them, the parameters, the functions and the run book against each other.
targetScope = 'resourceGroup'

@description('Which environment this is; part of every name.')
@allowed(['test', 'prod'])
param environmentName string

param location string

@description('The host name under which readers find the site; empty: the one that Front Door gives.')
param domain string

@description('Object id of the user, group or service principal that deploys: may set secrets and upload files.')
param deployer string

@description('Who is told of alerts.')
param operatorMail string

@description('Copies of the data: Standard_LRS in one building, Standard_ZRS in three.')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param replication string

@description('Memory of an instance, MB.')
@allowed([512, 2048, 4096])
param instanceMemory int

@description('Instances at most: the limit of what a flood of requests can cost. Each timer runs on an instance of its own.')
param maxInstances int

@description('Instances that always wait for requests; 0: the first request after a pause waits some seconds.')
param waitingInstances int

@description('Days that logs are kept.')
param logDays int

@description('US dollars a month at which the operator is told.')
param monthlyBudget int

@description('The first day of the month from which the budget counts.')
param budgetFrom string

@description('Names of settings whose values are in the vault, as a secret of the same name with -- for __.')
param secrets string[]

@description('Settings of this environment by name; they go before the ones below.')
param settings object

// An account name has at most 24 characters, lower-case letters and digits; a function app should not have more than 32.
var suffix = uniqueString(subscription().id, resourceGroup().id)
var names = {
  app: 'aim-${environmentName}-${suffix}'
  storage: take('aim${environmentName}${suffix}', 24)
  vault: take('aim-${environmentName}-${suffix}', 24)
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'aim-${environmentName}'
  location: location
}

module storage 'storage.bicep' = {
  name: 'storage'
  params: {
    name: names.storage
    location: location
    replication: replication
    app: identity.properties.principalId
    deployer: deployer
  }
}

module logs 'logs.bicep' = {
  name: 'logs'
  params: {
    name: 'aim-${environmentName}'
    location: location
    days: logDays
    app: identity.properties.principalId
  }
}

module vault 'vault.bicep' = {
  name: 'vault'
  params: {
    name: names.vault
    location: location
    keepDeleted: environmentName == 'prod'
    app: identity.properties.principalId
    deployer: deployer
  }
}

module front 'front.bicep' = {
  name: 'front'
  params: {
    name: 'aim-${environmentName}'
    endpoint: names.app
    domain: domain
    appHost: '${names.app}.azurewebsites.net'
    siteHost: storage.outputs.siteHost
  }
}

var defaults = {
  // The app's own credential and the platform's connection take the same identity.
  AZURE_CLIENT_ID: identity.properties.clientId
  AzureWebJobsStorage__accountName: names.storage
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.properties.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: logs.outputs.connectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'

  // Room for a snapshot of two million licences that is loaded by hand.
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '536870912'

  Aim__Sample: 'false'
  Aim__SiteUrl: front.outputs.siteUrl
  Aim__Mail__SiteUrl: front.outputs.siteUrl
  Aim__Licenses__Container: 'licenses'

  // UTC, seconds first. A tick that finds nothing due costs one read of a table, so that the upstreams are asked no more often.
  Aim__Schedule__Ingest: '0 */10 * * * *'
  Aim__Schedule__Reconcile: '0 5 * * * *'
  Aim__Schedule__Files: '0 40 * * * *'
  Aim__Schedule__Housekeeping: '0 15 3 * * *'
  Aim__Schedule__Confirmations: '0 */5 * * * *'
  Aim__Schedule__Mail: '0 0 14 * * *'
}

var references = toObject(secrets, name => name, name => '@Microsoft.KeyVault(VaultName=${names.vault};SecretName=${replace(name, '__', '--')})')

module app 'app.bicep' = {
  name: 'app'
  params: {
    name: names.app
    location: location
    identity: identity.id
    packages: '${storage.outputs.blobEndpoint}app-package'
    instanceMemory: instanceMemory
    maxInstances: maxInstances
    waitingInstances: waitingInstances
    settings: union(defaults, settings, references)
  }
  dependsOn: [vault]
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  params: {
    name: 'aim-${environmentName}'
    location: location
    operatorMail: operatorMail
    siteUrl: front.outputs.siteUrl
    workspace: logs.outputs.workspace
    insights: logs.outputs.insights
    topic: storage.outputs.topic
    monthlyBudget: monthlyBudget
    budgetFrom: budgetFrom
  }
}

output app string = names.app
output appUrl string = 'https://${app.outputs.host}'
output siteUrl string = front.outputs.siteUrl
output storage string = names.storage
output vault string = names.vault
