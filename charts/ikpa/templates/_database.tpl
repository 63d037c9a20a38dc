{{/* How pods reach Postgres. */}}

{{- define "ikpa.databaseUrlOf" -}}
{{- printf "postgresql://%s@%s-rw:5432/ikpa?sslmode=verify-full&sslrootcert=/etc/ikpa/postgres-ca/ca.crt" .role (include "ikpa.postgresName" .root) -}}
{{- end -}}

{{/* The application's role without its password, which is a file. */}}
{{- define "ikpa.databaseEnv" -}}
{{- if eq .Values.postgresql.mode "managed" }}
- name: DATABASE_URL
  value: {{ include "ikpa.databaseUrlOf" (dict "root" . "role" "ikpa_app") }}
{{- end }}
{{- include "ikpa.secretEnv" (dict "root" . "items" (list (include "ikpa.databaseSecret" .))) }}
{{- end -}}

{{/* The owner's role: for migrate alone. */}}
{{- define "ikpa.ownerEnv" -}}
{{- if eq .Values.postgresql.mode "managed" }}
- name: DATABASE_OWNER_URL
  value: {{ include "ikpa.databaseUrlOf" (dict "root" . "role" "ikpa") }}
- name: DATABASE_OWNER_PASSWORD_FILE
  value: /run/secrets/ikpa/DATABASE_OWNER_PASSWORD
{{- else }}
{{- include "ikpa.secretEnv" (dict "root" . "items" (list "databaseOwnerUrl")) }}
{{- end }}
{{- end -}}

{{- define "ikpa.ownerSources" -}}
{{- if eq .Values.postgresql.mode "managed" }}
- secret:
    name: {{ include "ikpa.postgresName" . }}-app
    items:
      - { key: password, path: DATABASE_OWNER_PASSWORD }
{{- else }}
{{- include "ikpa.secretSources" (dict "root" . "items" (list "databaseOwnerUrl")) }}
{{- end }}
{{- end -}}

{{/* Secret with ca.crt, or nothing. */}}
{{- define "ikpa.caSecret" -}}
{{- if eq .Values.postgresql.mode "managed" -}}
{{- include "ikpa.postgresName" . }}-ca
{{- else -}}
{{- .Values.postgresql.external.caSecret -}}
{{- end -}}
{{- end -}}

{{/* (root, sources) → volumes of secrets, the CA and /tmp */}}
{{- define "ikpa.volumes" -}}
- name: secrets
  projected:
    defaultMode: 288 # 0440
    sources:
      {{- .sources | trim | nindent 6 }}
{{- with include "ikpa.caSecret" .root }}
- name: postgres-ca
  secret:
    secretName: {{ . }}
    items:
      - { key: ca.crt, path: ca.crt }
{{- end }}
- name: tmp
  emptyDir: { sizeLimit: 256Mi }
{{- end -}}

{{- define "ikpa.volumeMounts" -}}
- { name: secrets, mountPath: /run/secrets/ikpa, readOnly: true }
{{- if include "ikpa.caSecret" . }}
- { name: postgres-ca, mountPath: /etc/ikpa/postgres-ca, readOnly: true }
{{- end }}
- { name: tmp, mountPath: /tmp }
{{- end -}}
