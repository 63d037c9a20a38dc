{{/*
Every secret the processes read, and where it comes from. A secret is always a file in a projected volume, never a
variable. The source is existingSecret, else the external store, else what the Job has made.
*/}}

{{/* (root, item) → name of the Secret */}}
{{- define "ikpa.secretName" -}}
{{- $value := index .root.Values.secrets .item -}}
{{- $base := include "ikpa.fullname" .root -}}
{{- if $value.existingSecret -}}
{{- $value.existingSecret -}}
{{- else -}}
{{- $kind := ternary "external" "generated" (ne (dig "key" "" $value.remoteRef) "") -}}
{{- printf "%s-%s%s" $base $kind (ternary "-database" "" (eq .item "databasePassword")) -}}
{{- end -}}
{{- end -}}

{{/* (root, item) → key in that Secret */}}
{{- define "ikpa.secretKey" -}}
{{- $value := index .root.Values.secrets .item -}}
{{- if eq .item "databasePassword" -}}
password
{{- else if $value.existingSecret -}}
{{- $value.key -}}
{{- else -}}
{{- get (include "ikpa.secretVariables" . | fromYaml) .item -}}
{{- end -}}
{{- end -}}

{{- define "ikpa.secretVariables" -}}
jwtAccess: JWT_ACCESS_SECRET
jwtRefresh: JWT_REFRESH_SECRET
dataEncryption: DATA_ENCRYPTION_KEY
redisPassword: REDIS_PASSWORD
redisUrl: REDIS_URL
smtpPassword: SMTP_PASSWORD
anthropicKey: ANTHROPIC_API_KEY
databasePassword: DATABASE_PASSWORD
databaseUrl: DATABASE_URL
databaseOwnerUrl: DATABASE_OWNER_URL
{{- end -}}

{{/* Items that this release uses, for api and worker. */}}
{{- define "ikpa.appSecrets" -}}
items:
  - jwtAccess
  - jwtRefresh
  - dataEncryption
  {{- if eq .Values.redis.mode "managed" }}
  - redisPassword
  {{- else if eq .Values.redis.mode "external" }}
  - redisUrl
  {{- end }}
  - {{ include "ikpa.databaseSecret" . }}
  {{- if .Values.settings.mail.user }}
  - smtpPassword
  {{- end }}
  {{- if .Values.settings.ai.enabled }}
  - anthropicKey
  {{- end }}
{{- end -}}

{{/* The application's role: its password for a managed Postgres, else the whole URL. */}}
{{- define "ikpa.databaseSecret" -}}
{{- ternary "databasePassword" "databaseUrl" (eq .Values.postgresql.mode "managed") -}}
{{- end -}}

{{/* The items that the Job makes. */}}
{{- define "ikpa.generatedSecrets" -}}
{{- $root := . -}}
{{- $made := list -}}
{{- range (include "ikpa.appSecrets" . | fromYaml).items -}}
{{- $value := index $root.Values.secrets . -}}
{{- if not (or $value.existingSecret (dig "key" "" $value.remoteRef)) -}}
{{- $made = append $made . -}}
{{- end -}}
{{- end -}}
{{- dict "items" $made | toYaml -}}
{{- end -}}

{{/* (root, items) → sources of the projected volume, one file per variable */}}
{{- define "ikpa.secretSources" -}}
{{- $root := .root -}}
{{- $variables := include "ikpa.secretVariables" . | fromYaml -}}
{{- range $item := .items }}
{{- $key := include "ikpa.secretKey" (dict "root" $root "item" $item) }}
- secret:
    name: {{ include "ikpa.secretName" (dict "root" $root "item" $item) }}
    items:
      - { key: {{ $key }}, path: {{ get $variables $item }} }
{{- if has $item (list "jwtAccess" "jwtRefresh" "dataEncryption" "databasePassword") }}
- secret:
    name: {{ include "ikpa.secretName" (dict "root" $root "item" $item) }}
    optional: true
    items:
      - { key: {{ $key }}_PREVIOUS, path: {{ get $variables $item }}_PREVIOUS }
{{- end }}
{{- end }}
{{- end -}}

{{/* (root, items) → variables that name those files */}}
{{- define "ikpa.secretEnv" -}}
{{- $variables := include "ikpa.secretVariables" . | fromYaml -}}
{{- range $item := .items }}
- name: {{ get $variables $item }}_FILE
  value: /run/secrets/ikpa/{{ get $variables $item }}
{{- if has $item (list "jwtAccess" "jwtRefresh" "dataEncryption" "databasePassword") }}
- name: {{ get $variables $item }}_PREVIOUS_FILE
  value: /run/secrets/ikpa/{{ get $variables $item }}_PREVIOUS
{{- end }}
{{- end }}
{{- end -}}
