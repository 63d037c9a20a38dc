{{- define "ikpa.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 36 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 36 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 36 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What selects the pods of a component: never changes during a release's life. */}}
{{- define "ikpa.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride | trunc 63 }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* (root, component, labels, annotations, name?, stable?) → the inside of metadata; stable leaves versions out */}}
{{- define "ikpa.metadata" -}}
name: {{ .name | default (printf "%s-%s" (include "ikpa.fullname" .root) .component) }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "ikpa.selector" . | nindent 2 }}
  app.kubernetes.io/managed-by: {{ .root.Release.Service }}
  {{- if not .stable }}
  app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
  helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
  {{- end }}
  {{- with merge (dict) (.labels | default dict) .root.Values.commonLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with merge (dict) (.annotations | default dict) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "ikpa.image" -}}
{{- $tag := .image.tag | toString | default .root.Chart.AppVersion -}}
{{- if .image.digest -}}
{{- printf "%s%s@%s" .image.repository (ternary (printf ":%s" $tag) "" (ne (toString .image.tag) "")) .image.digest -}}
{{- else -}}
{{- printf "%s:%s" .image.repository $tag -}}
{{- end -}}
{{- end -}}

{{- define "ikpa.publicUrl" -}}
{{- if .Values.host -}}
{{- printf "%s://%s" (ternary "https" "http" .Values.tls.enabled) .Values.host -}}
{{- else -}}
http://localhost:3001
{{- end -}}
{{- end -}}

{{- define "ikpa.postgresName" -}}
{{- .Values.postgresql.managed.name | default (printf "%s-pg" (include "ikpa.fullname" .)) -}}
{{- end -}}

{{- define "ikpa.redisName" -}}
{{- printf "%s-redis" (include "ikpa.fullname" .) -}}
{{- end -}}

{{- define "ikpa.redisHost" -}}
{{- printf "%s%s" (include "ikpa.redisName" .) (ternary "-master" "" .Values.redis.managed.replication) -}}
{{- end -}}

{{/* Most pods of a component at once. */}}
{{- define "ikpa.mostPods" -}}
{{- $scaled := and (hasKey .values "autoscaling") (dig "autoscaling" "enabled" false .values) -}}
{{- ternary (dig "autoscaling" "maxReplicas" 0 .values) .values.replicas $scaled | int -}}
{{- end -}}

{{/* Fewest pods of a component. */}}
{{- define "ikpa.fewestPods" -}}
{{- $scaled := and (hasKey .values "autoscaling") (dig "autoscaling" "enabled" false .values) -}}
{{- ternary (dig "autoscaling" "minReplicas" 0 .values) .values.replicas $scaled | int -}}
{{- end -}}
