{{- define "ikpa.needKind" -}}
{{- if and .root.Values.crdCheck.enabled (not (.root.Capabilities.APIVersions.Has .api)) -}}
{{- fail (printf "The cluster does not know %s, which %s needs. %s Rendering without a cluster? Add --api-versions %s or set crdCheck.enabled=false." .api .what .how .api) -}}
{{- end -}}
{{- end -}}

{{- define "ikpa.checkKinds" -}}
{{- $operators := "Install it first (k8s/operators/install.sh does)." -}}
{{- $pg := .Values.postgresql.managed -}}
{{- if eq .Values.postgresql.mode "managed" -}}
{{- include "ikpa.needKind" (dict "root" . "api" "postgresql.cnpg.io/v1/Cluster" "what" "postgresql.mode=managed (CloudNativePG)" "how" $operators) -}}
{{- if or $pg.backup.enabled $pg.restore.enabled -}}
{{- include "ikpa.needKind" (dict "root" . "api" "barmancloud.cnpg.io/v1/ObjectStore" "what" "a backup or restore (the Barman Cloud plugin)" "how" $operators) -}}
{{- end -}}
{{- end -}}
{{- if eq .Values.redis.mode "managed" -}}
{{- $kind := ternary "RedisReplication" "Redis" .Values.redis.managed.replication -}}
{{- include "ikpa.needKind" (dict "root" . "api" (printf "redis.redis.opstreelabs.in/v1beta2/%s" $kind) "what" "redis.mode=managed (redis-operator)" "how" $operators) -}}
{{- end -}}
{{- if .Values.httpRoute.enabled -}}
{{- include "ikpa.needKind" (dict "root" . "api" "gateway.networking.k8s.io/v1/HTTPRoute" "what" "httpRoute.enabled" "how" "Install the Gateway API, or use ingress.enabled.") -}}
{{- end -}}
{{- if .Values.metrics.monitors.enabled -}}
{{- include "ikpa.needKind" (dict "root" . "api" "monitoring.coreos.com/v1/ServiceMonitor" "what" "metrics.monitors.enabled" "how" "Install the Prometheus operator.") -}}
{{- include "ikpa.needKind" (dict "root" . "api" "monitoring.coreos.com/v1/PodMonitor" "what" "metrics.monitors.enabled" "how" "Install the Prometheus operator.") -}}
{{- end -}}
{{- if .Values.metrics.rules.enabled -}}
{{- include "ikpa.needKind" (dict "root" . "api" "monitoring.coreos.com/v1/PrometheusRule" "what" "metrics.rules.enabled" "how" "Install the Prometheus operator.") -}}
{{- end -}}
{{- range $item, $value := omit .Values.secrets "externalSecrets" "job" -}}
{{- if and (not $value.existingSecret) (dig "key" "" $value.remoteRef) -}}
{{- include "ikpa.needKind" (dict "root" $ "api" "external-secrets.io/v1/ExternalSecret" "what" (printf "secrets.%s.remoteRef" $item) "how" "Install the External Secrets Operator.") -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "ikpa.checkValues" -}}
{{- $v := .Values -}}
{{- if and (or $v.httpRoute.enabled $v.ingress.enabled) (not $v.host) -}}
{{- fail "A route needs host: the name under which people reach Ikpa." -}}
{{- end -}}
{{- if and $v.httpRoute.enabled (not $v.httpRoute.parentRefs) -}}
{{- fail "httpRoute.enabled needs httpRoute.parentRefs: the Gateway to attach to." -}}
{{- end -}}
{{- if and $v.networkPolicy.enabled (or $v.httpRoute.enabled $v.ingress.enabled) (not $v.networkPolicy.gateway.from) -}}
{{- fail "With network policies a route needs networkPolicy.gateway.from: where the gateway's pods run. Without it nobody would get through." -}}
{{- end -}}
{{- $hops := gt ($v.settings.trustedHops | int) 0 -}}
{{- if and (or $v.httpRoute.enabled $v.ingress.enabled) (not (or $hops $v.settings.trustedProxies)) -}}
{{- fail "A route needs settings.trustedHops (1 for a gateway or ingress controller alone) or settings.trustedProxies (their addresses). Without it all people would count as one client, and share its limits." -}}
{{- end -}}
{{- if and $hops $v.settings.trustedProxies -}}
{{- fail "settings.trustedHops and settings.trustedProxies say the same: give one of them." -}}
{{- end -}}
{{- if and $hops (not $v.networkPolicy.enabled) -}}
{{- fail "settings.trustedHops believes whoever reaches the api, so it needs networkPolicy.enabled: else every pod of the cluster could name any address. Or list the gateway's addresses in settings.trustedProxies." -}}
{{- end -}}
{{- if and $v.networkPolicy.enabled $v.metrics.monitors.enabled (not $v.networkPolicy.monitoring.from) -}}
{{- fail "With network policies metrics.monitors.enabled needs networkPolicy.monitoring.from: where Prometheus runs. Without it no scrape would get through." -}}
{{- end -}}
{{- if and $v.settings.mail.host (not $v.settings.mail.from) -}}
{{- fail "settings.mail.host needs settings.mail.from: the sender of every mail." -}}
{{- end -}}
{{- if and $v.networkPolicy.enabled (or $v.settings.mail.host $v.settings.sentryDsn $v.settings.tracesEndpoint) (not $v.networkPolicy.extraEgress) -}}
{{- fail "With network policies settings.mail.host, sentryDsn and tracesEndpoint need networkPolicy.extraEgress: how pods reach them. Without it nothing would get through." -}}
{{- end -}}
{{- if and $v.networkPolicy.enabled $v.settings.ai.enabled (not $v.networkPolicy.ai.enabled) -}}
{{- fail "With network policies settings.ai.enabled needs networkPolicy.ai.enabled: how pods reach the vendor. Without it no question would get through." -}}
{{- end -}}
{{- $api := include "ikpa.mostPods" (dict "values" $v.api) | int -}}
{{- if and (gt $api 1) (eq $v.redis.mode "none") -}}
{{- fail (printf "api may run %d pods, and more than one needs Redis for limits and messages between them: set redis.mode to managed or external, or api.replicas to 1." $api) -}}
{{- end -}}
{{- range $component := list "api" "worker" -}}
{{- $scale := (index $v $component).autoscaling -}}
{{- if and $scale.enabled (gt ($scale.minReplicas | int) ($scale.maxReplicas | int)) -}}
{{- fail (printf "%s.autoscaling.minReplicas must not be above maxReplicas." $component) -}}
{{- end -}}
{{- end -}}
{{- range $component := list "api" "web" "worker" -}}
{{- $values := index $v $component -}}
{{- if ge ($values.preStopSeconds | int) ($values.terminationGracePeriodSeconds | int) -}}
{{- fail (printf "%s.preStopSeconds must be below terminationGracePeriodSeconds, or open requests are cut." $component) -}}
{{- end -}}
{{- end -}}
{{- $pg := $v.postgresql.managed -}}
{{- if eq $v.postgresql.mode "managed" -}}
{{- if and (or $pg.backup.enabled $pg.restore.enabled) (not $pg.backup.destinationPath) -}}
{{- fail "Backup and restore need postgresql.managed.backup.destinationPath: the store, such as s3://bucket/path." -}}
{{- end -}}
{{- if and $pg.restore.enabled (not $pg.restore.fromServerName) -}}
{{- fail "postgresql.managed.restore.enabled needs restore.fromServerName: the name under which the backup was written." -}}
{{- end -}}
{{- if and $pg.restore.enabled $pg.backup.enabled (eq $pg.restore.fromServerName ($pg.backup.serverName | default (include "ikpa.postgresName" .))) -}}
{{- fail "The restored Cluster must archive under another name: set postgresql.managed.name or backup.serverName to a new one." -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "ikpa.checkSecrets" -}}
{{- $root := . -}}
{{- $needed := list -}}
{{- if eq .Values.postgresql.mode "external" -}}{{- $needed = append (append $needed "databaseUrl") "databaseOwnerUrl" -}}{{- end -}}
{{- if eq .Values.redis.mode "external" -}}{{- $needed = append $needed "redisUrl" -}}{{- end -}}
{{- if .Values.settings.mail.user -}}{{- $needed = append $needed "smtpPassword" -}}{{- end -}}
{{- if .Values.settings.ai.enabled -}}{{- $needed = append $needed "anthropicKey" -}}{{- end -}}
{{- range $item := $needed -}}
{{- $value := index $root.Values.secrets $item -}}
{{- if not (or $value.existingSecret (dig "key" "" $value.remoteRef)) -}}
{{- fail (printf "An external server needs secrets.%s: give existingSecret or remoteRef. Nobody but you knows it." $item) -}}
{{- end -}}
{{- end -}}
{{- range $item, $value := omit .Values.secrets "externalSecrets" "job" -}}
{{- if and $value.existingSecret (dig "key" "" $value.remoteRef) -}}
{{- fail (printf "secrets.%s has two sources: give existingSecret or remoteRef." $item) -}}
{{- end -}}
{{- if and (dig "key" "" $value.remoteRef) (not $root.Values.secrets.externalSecrets.storeName) -}}
{{- fail (printf "secrets.%s.remoteRef needs secrets.externalSecrets.storeName." $item) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What all pods may open at once, one more of each during an update, against what the server allows. */}}
{{- define "ikpa.checkConnections" -}}
{{- $jobs := 4 -}}
{{- $api := mul (add (include "ikpa.mostPods" (dict "values" .Values.api) | int) 1) (add (.Values.api.databasePool | int) $jobs) -}}
{{- $worker := ternary (mul (add (include "ikpa.mostPods" (dict "values" .Values.worker) | int) 1) (add (.Values.worker.databasePool | int) $jobs)) 0 .Values.worker.enabled -}}
{{- $managed := eq .Values.postgresql.mode "managed" -}}
{{- $most := ternary (dig "max_connections" "100" .Values.postgresql.managed.parameters) (.Values.postgresql.external.maxConnections) $managed | int -}}
{{- /* migrate, and what the server or its operator keeps for itself */ -}}
{{- $others := 16 -}}
{{- $all := add $api $worker $others -}}
{{- if gt ($all | int) $most -}}
{{- fail (printf "Up to %d connections (api %d, worker %d, others %d) do not fit into max_connections %d: lower databasePool or the most pods, or raise %s." $all $api $worker $others $most (ternary "postgresql.managed.parameters.max_connections" "postgresql.external.maxConnections" $managed)) -}}
{{- end -}}
{{- end -}}
