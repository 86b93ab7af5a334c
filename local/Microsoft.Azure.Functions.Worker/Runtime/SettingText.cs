using Microsoft.Extensions.Configuration;

namespace Aim.Local.Runtime;

/// <summary>Text of an attribute in which <c>%Name%</c> stands for a setting.</summary>
internal static class SettingText
{
    /// <exception cref="InvalidOperationException">A setting is not there, or a percent sign stands alone.</exception>
    public static string Resolve(Function function, string text, IConfiguration configuration)
    {
        var parts = text.Split('%');
        if (parts.Length % 2 == 0)
            throw function.Refuse($"'{text}' has a percent sign without its pair.");
        for (var i = 1; i < parts.Length; i += 2)
            parts[i] = configuration[parts[i]] ?? throw function.Refuse($"the setting '{parts[i]}' of '{text}' is not there.");
        return string.Concat(parts);
    }
}
