package cloud

import "log/slog"

// FromEnv opens the cloud that the environment names: OS_CLOUD and clouds.yaml, or the OS_* variables of an openrc, or the
// only entry of clouds.yaml. What [Config].Warnings has is logged. Nothing is sent yet.
func FromEnv() (*Cloud, error) {
	config, err := Load("")
	if err != nil {
		return nil, err
	}
	for _, warning := range config.Warnings {
		slog.Warn(warning, "cloud", config.Name)
	}
	return Open(config)
}
