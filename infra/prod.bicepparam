using 'main.bicep'

param environmentName = 'prod'
param location = 'eastus2'
// A host name of your own; deploy.sh tells the records that its zone needs.
param domain = ''
param deployer = readEnvironmentVariable('AIM_DEPLOYER')
param operatorMail = readEnvironmentVariable('AIM_OPERATOR_MAIL')
param replication = 'Standard_ZRS'
param instanceMemory = 2048
param maxInstances = 60
param waitingInstances = 0
param logDays = 90
param monthlyBudget = 120
param budgetFrom = '2026-12-01'
param secrets = [
  'Aim__AdminKey'
  'Aim__Census__Key'
  'Aim__Comtrade__Key'
  'Aim__Bls__Key'
]

// Mail is off until a server is named here (Aim__Mail__Server, Aim__Mail__User, Aim__Mail__From) and Aim__Mail__Password stands above.
param settings = {
  Aim__RefreshSeconds: '15'
  Aim__Licenses__LeastLicenses: '3'
}
