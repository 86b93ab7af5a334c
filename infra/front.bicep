// One origin for pages and figures (docs/adr/0017): /api goes to the app, all else to the files.
param name string

@description('Begins the host name that Front Door gives.')
param endpoint string

@description('A host name of our own; empty: none.')
param domain string

param appHost string
param siteHost string

resource profile 'Microsoft.Cdn/profiles@2024-02-01' = {
  name: name
  location: 'global'
  sku: { name: 'Standard_AzureFrontDoor' }
  // The longest answers are whole files of everything, and the longest uploads snapshots of licences.
  properties: { originResponseTimeoutSeconds: 240 }
}

resource door 'Microsoft.Cdn/profiles/afdEndpoints@2024-02-01' = {
  parent: profile
  name: endpoint
  location: 'global'
  properties: { enabledState: 'Enabled' }
}

resource custom 'Microsoft.Cdn/profiles/customDomains@2024-02-01' = if (!empty(domain)) {
  parent: profile
  name: 'site'
  properties: {
    hostName: domain
    tlsSettings: { certificateType: 'ManagedCertificate', minimumTlsVersion: 'TLS12' }
  }
}

var customDomains = empty(domain) ? [] : [{ id: custom.id }]

resource groups 'Microsoft.Cdn/profiles/originGroups@2024-02-01' = [
  for group in ['api', 'pages']: {
    parent: profile
    name: group
    properties: {
      loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 3, additionalLatencyInMilliseconds: 50 }
    }
  }
]

resource origins 'Microsoft.Cdn/profiles/originGroups/origins@2024-02-01' = [
  for (host, index) in [appHost, siteHost]: {
    parent: groups[index]
    name: 'only'
    properties: {
      hostName: host
      originHostHeader: host
      httpPort: 80
      httpsPort: 443
      priority: 1
      weight: 1000
      enabledState: 'Enabled'
      enforceCertificateNameCheck: true
    }
  }
]

// What a document cannot say of itself (site/README.md).
resource headers 'Microsoft.Cdn/profiles/ruleSets@2024-02-01' = {
  parent: profile
  name: 'headers'
}

var pageHeaders = [
  { name: 'X-Content-Type-Options', value: 'nosniff' }
  { name: 'Referrer-Policy', value: 'no-referrer' }
  { name: 'Strict-Transport-Security', value: 'max-age=31536000' }
]

resource everyPage 'Microsoft.Cdn/profiles/ruleSets/rules@2024-02-01' = {
  parent: headers
  name: 'everyPage'
  properties: {
    order: 1
    conditions: []
    actions: [
      for header in pageHeaders: {
        name: 'ModifyResponseHeader'
        parameters: {
          typeName: 'DeliveryRuleHeaderActionParameters'
          headerAction: 'Overwrite'
          headerName: header.name
          value: header.value
        }
      }
    ]
  }
}

resource administration 'Microsoft.Cdn/profiles/ruleSets/rules@2024-02-01' = {
  parent: headers
  name: 'administration'
  properties: {
    order: 2
    conditions: [
      {
        name: 'UrlPath'
        parameters: {
          typeName: 'DeliveryRuleUrlPathMatchConditionParameters'
          operator: 'BeginsWith'
          matchValues: ['administration']
          negateCondition: false
          transforms: ['Lowercase']
        }
      }
    ]
    actions: [
      {
        name: 'ModifyResponseHeader'
        parameters: {
          typeName: 'DeliveryRuleHeaderActionParameters'
          headerAction: 'Overwrite'
          headerName: 'Content-Security-Policy'
          value: 'frame-ancestors \'none\''
        }
      }
    ]
  }
}

// Not kept at the edge: answers are compressed by the app, carry their own tags and come from its memory.
resource api 'Microsoft.Cdn/profiles/afdEndpoints/routes@2024-02-01' = {
  parent: door
  name: 'api'
  dependsOn: [origins]
  properties: {
    originGroup: { id: groups[0].id }
    customDomains: customDomains
    patternsToMatch: ['/api', '/api/*']
    supportedProtocols: ['Http', 'Https']
    httpsRedirect: 'Enabled'
    forwardingProtocol: 'HttpsOnly'
    linkToDefaultDomain: 'Enabled'
    enabledState: 'Enabled'
  }
}

resource pages 'Microsoft.Cdn/profiles/afdEndpoints/routes@2024-02-01' = {
  parent: door
  name: 'pages'
  // One after the other: two routes of one endpoint do not like to be made at once.
  dependsOn: [origins, api, everyPage, administration]
  properties: {
    originGroup: { id: groups[1].id }
    customDomains: customDomains
    ruleSets: [{ id: headers.id }]
    patternsToMatch: ['/*']
    supportedProtocols: ['Http', 'Https']
    httpsRedirect: 'Enabled'
    forwardingProtocol: 'HttpsOnly'
    linkToDefaultDomain: 'Enabled'
    enabledState: 'Enabled'
    cacheConfiguration: {
      queryStringCachingBehavior: 'IgnoreQueryString'
      compressionSettings: {
        isCompressionEnabled: true
        contentTypesToCompress: ['text/html', 'text/css', 'text/javascript', 'application/javascript', 'application/json', 'image/svg+xml']
      }
    }
  }
}

output siteUrl string = empty(domain) ? 'https://${door.properties.hostName}' : 'https://${domain}'
