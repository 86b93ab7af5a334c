// Who is told of what goes wrong, and of what it costs. What each alert means and what to do is in docs/operations.md.
param name string
param location string
param operatorMail string
param siteUrl string

@description('Resource ids of what is watched.')
param workspace string
param insights string
param topic string

param monthlyBudget int
param budgetFrom string

resource operator 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  properties: {
    groupShortName: 'aim'
    enabled: true
    emailReceivers: [{ name: 'operator', emailAddress: operatorMail, useCommonAlertSchema: true }]
  }
}

// The status says of each feed whether it is late: nothing else needs to know when which feed is expected.
var tests = [
  { name: 'site-down', path: '/', text: '<div id="app">', isGood: true, what: 'The first page does not come.' }
  { name: 'feed-late', path: '/api/v1/status.json', text: '"stale":true', isGood: false, what: 'A feed is more than three days late, or the status does not come.' }
]

resource webTests 'Microsoft.Insights/webtests@2022-06-15' = [
  for test in tests: {
    name: '${name}-${test.name}'
    location: location
    kind: 'standard'
    tags: { 'hidden-link:${insights}': 'Resource' }
    properties: {
      Name: '${name}-${test.name}'
      SyntheticMonitorId: '${name}-${test.name}'
      Kind: 'standard'
      Enabled: true
      Frequency: 900
      Timeout: 60
      RetryEnabled: true
      Locations: [{ Id: 'us-va-ash-azr' }]
      Request: { RequestUrl: '${siteUrl}${test.path}', HttpVerb: 'GET', ParseDependentRequests: false }
      ValidationRules: {
        ExpectedHttpStatusCode: 200
        ContentValidation: { ContentMatch: test.text, IgnoreCase: false, PassIfTextFound: test.isGood }
      }
    }
  }
]

resource webAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for (test, index) in tests: {
    name: '${name}-${test.name}'
    location: 'global'
    properties: {
      description: test.what
      severity: 2
      enabled: true
      scopes: [webTests[index].id, insights]
      evaluationFrequency: 'PT15M'
      windowSize: 'PT30M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
        webTestId: webTests[index].id
        componentId: insights
        failedLocationCount: 1
      }
      actions: [{ actionGroupId: operator.id }]
    }
  }
]

resource undelivered 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-undelivered'
  location: 'global'
  properties: {
    description: 'An event of a new blob did not reach its function.'
    severity: 3
    enabled: true
    scopes: [topic]
    evaluationFrequency: 'PT1H'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-lettered'
          metricName: 'DeadLetteredCount'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: operator.id }]
  }
}

// Sentences of the app's log, by their words; tests hold them against the code.
var queries = [
  {
    name: 'runs-fail'
    what: 'Three runs of a feed in six hours failed, or failed for some of its months.'
    query: '''
AppTraces
| parse Message with Feed ': pull ' Outcome ': asked ' *
| where Outcome in ('failed', 'partial')
| summarize Runs = count() by Feed
| where Runs >= 3'''
  }
  {
    name: 'reconcile-fails'
    what: 'A stored answer cannot be published.'
    query: '''
AppTraces
| parse Message with Feed ': reconcile: ' Reason
| where isnotempty(Reason)'''
  }
  {
    name: 'poison'
    what: 'A blob was tried five times and given up.'
    query: '''
AppTraces
| where Message has 'webjobs-blobtrigger-poison' '''
  }
  {
    name: 'errors'
    what: 'More than twenty answers were errors of ours.'
    query: '''
AppRequests
| where toint(ResultCode) >= 500
| summarize Errors = count()
| where Errors > 20'''
  }
]

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for item in queries: {
    name: '${name}-${item.name}'
    location: location
    kind: 'LogAlert'
    properties: {
      displayName: '${name}-${item.name}'
      description: item.what
      severity: 3
      enabled: true
      scopes: [workspace]
      evaluationFrequency: 'PT1H'
      windowSize: 'PT6H'
      // The tables of a new workspace come with the first line.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: item.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      actions: { actionGroups: [operator.id] }
    }
  }
]

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetFrom }
    notifications: {
      expected: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: [operatorMail]
      }
      spent: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: [operatorMail]
      }
    }
  }
}
