{{/* What api and worker share: settings, secrets, and waiting for the schema. */}}

{{/* (root, values) */}}
{{- define "ikpa.appEnv" -}}
{{- $settings := .root.Values.settings }}
- name: NODE_ENV
  value: production
- name: NODE_OPTIONS
  value: {{ include "ikpa.nodeOptions" .values }}
- name: HOST
  value: 0.0.0.0
- name: PORT
  value: "3000"
- name: INTERNAL_PORT
  value: "9464"
- name: PUBLIC_URL
  value: {{ include "ikpa.publicUrl" .root }}
- name: WORKER
  value: {{ ternary "outside" "inside" .root.Values.worker.enabled }}
- name: DATABASE_POOL_MAX
  value: {{ .values.databasePool | int | quote }}
- name: SIGN_UP
  value: {{ $settings.signUp }}
- name: ADMIN_EMAIL
  value: {{ $settings.adminEmail | quote }}
- name: PASSWORD_MIN_LENGTH
  value: {{ $settings.passwordMinLength | int | quote }}
- name: LOG_LEVEL
  value: {{ $settings.logLevel }}
- name: MAX_UPLOAD_BYTES
  value: {{ $settings.maxUploadBytes | int64 | quote }}
- name: MAX_IMPORT_ROWS
  value: {{ $settings.maxImportRows | int64 | quote }}
- name: RATE_LIMIT_PER_MINUTE
  value: {{ $settings.rateLimitPerMinute | int | quote }}
- name: SIGN_UPS_PER_HOUR
  value: {{ $settings.signUpsPerHour | int | quote }}
- name: DELETION_GRACE_DAYS
  value: {{ $settings.deletionGraceDays | int | quote }}
- name: IMPORT_FILE_DAYS
  value: {{ $settings.importFileDays | int | quote }}
- name: API_DOCS
  value: {{ $settings.apiDocs | quote }}
- name: SMTP_HOST
  value: {{ $settings.mail.host | quote }}
- name: SMTP_PORT
  value: {{ $settings.mail.port | int | quote }}
- name: SMTP_USER
  value: {{ $settings.mail.user | quote }}
- name: MAIL_FROM
  value: {{ $settings.mail.from | quote }}
- name: AI_MODEL
  value: {{ $settings.ai.model }}
- name: AI_BASE_URL
  value: {{ $settings.ai.baseUrl | quote }}
- name: AI_TIMEOUT_SECONDS
  value: {{ $settings.ai.timeoutSeconds | int | quote }}
- name: AI_MONTHLY_LIMIT
  value: {{ $settings.ai.monthlyLimit | int64 | quote }}
- name: SENTRY_DSN
  value: {{ $settings.sentryDsn | quote }}
- name: SENTRY_ENVIRONMENT
  value: {{ $settings.sentryEnvironment | quote }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ $settings.tracesEndpoint | quote }}
- name: OTEL_TRACES_SAMPLER_ARG
  value: {{ $settings.tracesRatio | quote }}
- name: TRUSTED_PROXIES
  value: {{ gt ($settings.trustedHops | int) 0 | ternary ($settings.trustedHops | int | toString) (join "," $settings.trustedProxies) | quote }}
{{- if eq .root.Values.redis.mode "managed" }}
- name: REDIS_URL
  value: redis://{{ include "ikpa.redisHost" .root }}:6379
{{- end }}
{{- if eq .root.Values.postgresql.mode "managed" }}
- name: DATABASE_URL
  value: {{ include "ikpa.databaseUrlOf" (dict "root" .root "role" "ikpa_app") }}
{{- end }}
{{- include "ikpa.secretEnv" (dict "root" .root "items" (include "ikpa.appSecrets" .root | fromYaml).items) }}
{{- end -}}

{{/* Init container from our own image: succeeds when every migration of this image is recorded. */}}
{{- define "ikpa.waitForSchema" -}}
- name: wait-for-schema
  image: {{ include "ikpa.image" (dict "root" . "image" .Values.api.image) }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  args: [dist/bin/wait-for-schema.js, --timeout, {{ .Values.migrations.schemaWaitSeconds | int | quote }}]
  env:
    - name: NODE_ENV
      value: production
    {{- include "ikpa.databaseEnv" . | trim | nindent 4 }}
  securityContext:
    {{- include "ikpa.securityContext" . | nindent 4 }}
  resources:
    requests: { cpu: 20m, memory: 64Mi }
    limits: { memory: 192Mi }
  volumeMounts:
    {{- include "ikpa.volumeMounts" . | nindent 4 }}
{{- end -}}

{{/* (root, values, component, command) → Deployment of api or worker */}}
{{- define "ikpa.appDeployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "ikpa.metadata" (dict "root" .root "component" .component "labels" .values.labels "annotations" .values.annotations) | nindent 2 }}
spec:
  {{- if not .values.autoscaling.enabled }}
  replicas: {{ .values.replicas | int }}
  {{- end }}
  minReadySeconds: 5
  progressDeadlineSeconds: {{ add (.root.Values.migrations.schemaWaitSeconds | int) 300 }}
  revisionHistoryLimit: 3
  strategy:
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
  selector:
    matchLabels:
      {{- include "ikpa.selector" . | nindent 6 }}
  template:
    metadata:
      {{- include "ikpa.podMetadata" . | nindent 6 }}
    spec:
      {{- include "ikpa.podStart" (dict "root" .root) | nindent 6 }}
      terminationGracePeriodSeconds: {{ .values.terminationGracePeriodSeconds | int }}
      {{- include "ikpa.placement" . | trim | nindent 6 }}
      initContainers:
        {{- include "ikpa.waitForSchema" .root | nindent 8 }}
      containers:
        - name: {{ .component }}
          image: {{ include "ikpa.image" (dict "root" .root "image" .root.Values.api.image) }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          args: [{{ .command }}]
          {{- $env := include "ikpa.appEnv" . | trim }}
          env:
            {{- $env | nindent 12 }}
            {{- include "ikpa.extraEnv" (dict "values" .values "env" $env) | trim | nindent 12 }}
          ports:
            {{- if eq .component "api" }}
            - { name: http, containerPort: 3000 }
            {{- end }}
            - { name: internal, containerPort: 9464 }
          {{- include "ikpa.probes" .values.probes | nindent 10 }}
          {{- if gt (.values.preStopSeconds | int) 0 }}
          lifecycle:
            preStop: { sleep: { seconds: {{ .values.preStopSeconds | int }} } }
          {{- end }}
          securityContext:
            {{- include "ikpa.securityContext" .root | nindent 12 }}
          resources:
            {{- toYaml .values.resources | nindent 12 }}
          volumeMounts:
            {{- include "ikpa.volumeMounts" .root | nindent 12 }}
            {{- with .values.extraVolumeMounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
      volumes:
        {{- $sources := include "ikpa.secretSources" (dict "root" .root "items" (include "ikpa.appSecrets" .root | fromYaml).items) }}
        {{- include "ikpa.volumes" (dict "root" .root "sources" $sources) | nindent 8 }}
        {{- with .values.extraVolumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
{{- end -}}

{{/* (root, values, component, port) → Service */}}
{{- define "ikpa.service" -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "ikpa.metadata" (dict "root" .root "component" .component "labels" .values.service.labels "annotations" .values.service.annotations) | nindent 2 }}
spec:
  selector:
    {{- include "ikpa.selector" . | nindent 4 }}
  ports:
    - { name: http, port: {{ .port }}, targetPort: http }
    - { name: internal, port: 9464, targetPort: internal }
{{- end -}}
