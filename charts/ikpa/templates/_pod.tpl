{{/* Pieces of every pod of ours. */}}

{{- define "ikpa.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 1001
runAsGroup: 1001
fsGroup: 1001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "ikpa.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: {{ not .Values.development.writableRoot }}
capabilities: { drop: [ALL] }
{{- end -}}

{{/* (root, values, component) → labels and annotations of pods */}}
{{- define "ikpa.podMetadata" -}}
labels:
  {{- include "ikpa.selector" . | nindent 2 }}
  {{- with merge (dict) .values.podLabels .root.Values.commonLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .values.podAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* (root, token?) → what comes before the containers */}}
{{- define "ikpa.podStart" -}}
serviceAccountName: {{ include "ikpa.fullname" .root }}{{ if .token }}-secrets{{ end }}
automountServiceAccountToken: {{ .token | default false }}
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  {{- include "ikpa.podSecurityContext" .root | nindent 2 }}
{{- end -}}

{{/* (root, values, component) → where pods may run */}}
{{- define "ikpa.placement" -}}
{{- if .values.topologySpread.enabled }}
topologySpreadConstraints:
  {{- $call := . }}
  {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: {{ $call.values.topologySpread.whenUnsatisfiable }}
    labelSelector:
      matchLabels:
        {{- include "ikpa.selector" $call | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{- define "ikpa.probes" -}}
startupProbe:
  httpGet: { path: /live, port: internal }
  {{- toYaml .startup | nindent 2 }}
livenessProbe:
  httpGet: { path: /live, port: internal }
  {{- toYaml .live | nindent 2 }}
readinessProbe:
  httpGet: { path: /ready, port: internal }
  {{- toYaml .ready | nindent 2 }}
{{- end -}}

{{/* Heap of V8: three quarters of the memory limit; young objects in little space, which keeps an idle pod small. */}}
{{- define "ikpa.nodeOptions" -}}
{{- $limit := dig "limits" "memory" "" .resources | toString -}}
--max-semi-space-size=8
{{- if hasSuffix "Gi" $limit }} --max-old-space-size={{ mulf (trimSuffix "Gi" $limit | float64) 768 | floor | int }}
{{- else if hasSuffix "Mi" $limit }} --max-old-space-size={{ mulf (trimSuffix "Mi" $limit | float64) 0.75 | floor | int }}
{{- else }} --max-old-space-size=384
{{- end -}}
{{- end -}}

{{/* (values, env) → extraEnv, which may not replace what the chart sets */}}
{{- define "ikpa.extraEnv" -}}
{{- $set := list -}}
{{- range (printf "env:\n%s" .env | fromYaml).env }}{{ $set = append $set .name }}{{ end -}}
{{- range .values.extraEnv }}
{{- if has .name $set }}
{{- fail (printf "extraEnv must not set %s: the chart sets it from its own values." .name) }}
{{- end }}
- {{ toYaml . | nindent 2 | trim }}
{{- end }}
{{- end -}}
