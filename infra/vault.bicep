// Keys and passwords. Their values are set by hand (docs/operations.md) and never pass through a template.
param name string
param location string

@description('Whether what is deleted can be brought back for 90 days, and the name is blocked as long.')
param keepDeleted bool

@description('Principal of the app.')
param app string

@description('Object id of who deploys.')
param deployer string

var roles = {
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  secretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: keepDeleted ? true : null
  }
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, app, roles.secretsUser)
  scope: vault
  properties: {
    principalId: app
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
  }
}

resource writer 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, deployer, roles.secretsOfficer)
  scope: vault
  properties: {
    principalId: deployer
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsOfficer)
  }
}
