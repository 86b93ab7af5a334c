using 'main.bicep'

param environmentName = 'test'
param location = 'eastus2'
param domain = ''
param deployer = readEnvironmentVariable('AIM_DEPLOYER')
param operatorMail = readEnvironmentVariable('AIM_OPERATOR_MAIL')
param replication = 'Standard_LRS'
param instanceMemory = 2048
param maxInstances = 40
param waitingInstances = 0
param logDays = 30
param monthlyBudget = 60
param budgetFrom = '2026-12-01'
param secrets = [
  'Aim__AdminKey'
  'Aim__Census__Key'
]

// A few years suffice to try things.
param settings = {
  Aim__Census__FirstMonth: '2023-01'
  Aim__Comtrade__FirstMonth: '2023-01'
  Aim__Bls__FirstYear: '2023'
  Aim__Usgs__FirstIssue: '2024-01'
}
