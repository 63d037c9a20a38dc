{{/* (root, component) → head of a policy for a component's pods */}}
{{- define "ikpa.policy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "ikpa.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "ikpa.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
{{- end -}}

{{/* (root, components) → peers */}}
{{- define "ikpa.peers" -}}
{{- range .components }}
- podSelector:
    matchLabels:
      {{- include "ikpa.selector" (dict "root" $.root "component" .) | nindent 6 }}
{{- end }}
{{- end -}}

{{- define "ikpa.toDns" -}}
- to:
    {{- toYaml .Values.networkPolicy.dns.to | nindent 4 }}
  ports:
    {{- range .Values.networkPolicy.dns.ports }}
    - { protocol: UDP, port: {{ . | int }} }
    - { protocol: TCP, port: {{ . | int }} }
    {{- end }}
{{- end -}}

{{- define "ikpa.toDatabase" -}}
{{- if eq .Values.postgresql.mode "managed" }}
- to:
    - podSelector: { matchLabels: { cnpg.io/cluster: {{ include "ikpa.postgresName" . }} } }
  ports: [{ port: 5432 }]
{{- else if .Values.postgresql.external.cidrs }}
{{- include "ikpa.toAddresses" (dict "cidrs" .Values.postgresql.external.cidrs "ports" (list .Values.postgresql.external.port)) }}
{{- end }}
{{- end -}}

{{- define "ikpa.toRedis" -}}
{{- if eq .Values.redis.mode "managed" }}
- to:
    - podSelector: { matchLabels: { app: {{ include "ikpa.redisName" . }} } }
  ports: [{ port: 6379 }]
{{- else if and (eq .Values.redis.mode "external") .Values.redis.external.cidrs }}
{{- include "ikpa.toAddresses" (dict "cidrs" .Values.redis.external.cidrs "ports" (list .Values.redis.external.port)) }}
{{- end }}
{{- end -}}

{{/* To an AI vendor: for the pods that run jobs. */}}
{{- define "ikpa.toAi" -}}
{{- with .Values.networkPolicy.ai }}
{{- if .enabled }}
{{- include "ikpa.toAddresses" (dict "cidrs" .cidrs "except" .except "ports" (list .port)) | trim }}
{{- with .inCluster }}
- to:
    {{- toYaml . | nindent 4 }}
  ports: [{ port: {{ $.Values.networkPolicy.ai.inClusterPort | int }} }]
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* (cidrs, except?, ports) */}}
{{- define "ikpa.toAddresses" }}
- to:
    {{- range .cidrs }}
    - ipBlock:
        cidr: {{ . }}
        {{- if and $.except (hasSuffix "/0" .) }}
        except: {{ $.except | toJson }}
        {{- end }}
    {{- end }}
  ports:
    {{- range .ports }}
    - port: {{ . | int }}
    {{- end }}
{{- end -}}

{{- define "ikpa.fromMonitoring" -}}
{{- with .root.Values.networkPolicy.monitoring.from }}
- from:
    {{- toYaml . | nindent 4 }}
  ports: [{ port: {{ $.port }} }]
{{- end }}
{{- end -}}
