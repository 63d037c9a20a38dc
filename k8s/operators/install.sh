#!/usr/bin/env bash
# Installs what the chart rests on into the current kube context, and waits until each webhook answers.
# Safe to run again. usage: install.sh [cnpg] [redis] [backup] [gateway] [prometheus] [metrics]; without: cnpg redis
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=versions.env
source "$here/versions.env"
github=https://github.com

apply() { kubectl apply --server-side --force-conflicts -f "$1"; }

# A webhook that does not answer yet refuses the first custom resource: being Available is not enough.
wait_for() { # namespace deployment [webhook service]
  kubectl -n "$1" rollout status "deployment/$2" --timeout=300s
  [[ -z ${3:-} ]] && return 0
  for _ in $(seq 60); do
    [[ -n "$(kubectl -n "$1" get endpointslices -l "kubernetes.io/service-name=$3" -o jsonpath='{.items[*].endpoints[?(@.conditions.ready==true)].addresses}')" ]] && return 0
    sleep 2
  done
  echo "the webhook $1/$3 has no ready pod" >&2
  return 1
}

cnpg() {
  apply "https://raw.githubusercontent.com/cloudnative-pg/cloudnative-pg/release-${CNPG_VERSION%.*}/releases/cnpg-$CNPG_VERSION.yaml"
  wait_for cnpg-system cnpg-controller-manager cnpg-webhook-service
}
redis() {
  local chart=https://ot-container-kit.github.io/helm-charts
  # Helm never upgrades the definitions of a chart, so they are applied by themselves.
  helm show crds redis-operator --repo "$chart" --version "$REDIS_OPERATOR_CHART" | kubectl apply --server-side --force-conflicts -f -
  helm upgrade --install redis-operator redis-operator --repo "$chart" --version "$REDIS_OPERATOR_CHART" --skip-crds \
    --namespace redis-operator --create-namespace --wait
}
backup() {
  apply "$github/cert-manager/cert-manager/releases/download/v$CERT_MANAGER_VERSION/cert-manager.yaml"
  wait_for cert-manager cert-manager-webhook cert-manager-webhook
  apply "$github/cloudnative-pg/plugin-barman-cloud/releases/download/v$BARMAN_PLUGIN_VERSION/manifest.yaml"
  wait_for cnpg-system barman-cloud
}
gateway() {
  apply "$github/kubernetes-sigs/gateway-api/releases/download/v$GATEWAY_API_VERSION/standard-install.yaml"
  helm upgrade --install traefik traefik --repo https://traefik.github.io/charts --version "$TRAEFIK_CHART" --skip-crds \
    --namespace traefik --create-namespace --values "$here/traefik.yaml" --wait
}
prometheus() {
  apply "$github/prometheus-operator/prometheus-operator/releases/download/v$PROMETHEUS_OPERATOR_VERSION/bundle.yaml"
  wait_for default prometheus-operator
}
metrics() {
  apply "$github/kubernetes-sigs/metrics-server/releases/download/v$METRICS_SERVER_VERSION/components.yaml"
  # The kubelets of kind sign their own certificates.
  kubectl -n kube-system patch deployment metrics-server --type=json \
    -p '[{"op":"add","path":"/spec/template/spec/containers/0/args/-","value":"--kubelet-insecure-tls"}]'
  wait_for kube-system metrics-server
}

(($#)) || set -- cnpg redis
for part in "$@"; do
  declare -F "$part" >/dev/null || { echo "there is no part $part" >&2; exit 2; }
  echo "── $part"
  "$part"
done
